//! Runs that are begun again.

use super::*;

fn settings() -> Settings {
    Settings {
        inputs: Vec::new(),
        reading: Reading::default(),
        jobs: 1,
        selection: Selection::default(),
        dedupe: false,
        output: None,
        part_size: None,
        errors: None,
        resume: true,
    }
}

#[test]
fn a_run_whose_files_are_gone_says_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let inputs = folder.path().join("in");
    fs::create_dir(&inputs).expect("made");
    for name in ["a.txt", "b.txt"] {
        fs::write(inputs.join(name), "Exports rose 5%.").expect("written");
    }
    let output = folder.path().join("facts.jsonl");
    let start = || {
        let inputs = vec![Reference::Local(inputs.display().to_string())];
        Run::start(Settings { inputs, output: Some(output.clone()), ..settings() })
    };
    let mut run = start().expect("starts");
    assert!(run.step().is_some_and(|step| step.is_ok()));
    run.checkpoint(false).expect("written");
    drop(run);
    drop(start().expect("goes on"));
    fs::remove_file(inputs.join("a.txt")).expect("removed");
    let told = start().err().expect("other files").to_string();
    assert!(told.contains("other ones") && told.contains("facts.jsonl.journal to begin anew"), "{told}");
}

#[test]
fn a_run_may_go_on_with_other_manners_but_not_with_other_results() {
    let identity = |change: fn(&mut Settings)| {
        let mut settings = settings();
        change(&mut settings);
        settings.identity()
    };
    let plain = identity(|_| ());
    assert_eq!(plain, identity(|s| s.reading.fetch.delay += Duration::from_secs(5)));
    assert_eq!(plain, identity(|s| s.jobs = 8));
    assert_ne!(plain, identity(|s| s.reading.fetch.max_pages += 1));
    assert_ne!(plain, identity(|s| s.dedupe = true));
}
