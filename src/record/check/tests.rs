//! A sound article, and what is said of each way to spoil it.

use super::*;

const SOUND: &str = include_str!("sound.jsonl");

fn problems(lines: &str, mode: Mode) -> Vec<String> {
    let mut checker = Checker::new(mode);
    let mut problems = Vec::new();
    for line in lines.lines() {
        checker.line(line, &mut problems);
    }
    checker.finish(&mut problems);
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn nothing_is_wrong_with_a_sound_article() {
    assert_eq!(problems(SOUND, Mode::Whole), Vec::<String>::new());
    let other = SOUND.replace("\"a\"", "\"b\"").replace("\"a#", "\"b#");
    assert_eq!(problems(&format!("{SOUND}{other}"), Mode::Whole), Vec::<String>::new());
}

#[test]
fn each_fault_is_found() {
    // What is replaced (first occurrence), by what, and the problem.
    let faults = [
        (
            "\"start\":21,\"end\":23,\"text\":\"5%\"",
            "\"start\":20,\"end\":22,\"text\":\"5%\"",
            "4: a#3: text is \"5%\", but [20, 22) is \" 5\"",
        ),
        (
            "\"end\":45,\"text\":\"Sales",
            "\"end\":450,\"text\":\"Sales",
            "2: a#1: [1, 450) leaves the text of 55 code points",
        ),
        ("\"schema\":1", "\"schema\":2", "1: a: schema is not 1"),
        ("\"published\":\"2025-06-10\"", "\"published\":\"10 June\"", "1: a: published is \"10 June\""),
        ("\"sentences\":[[0,55]]", "\"sentences\":[[0,5],[4,55]]", "1: a: sentence 1 [4, 55) overlaps"),
        (
            "\"sentences\":[[0,55]]",
            "\"sentences\":[[0,20],[20,55]]",
            "4: a#3: it starts at 21, outside its sentence [0, 20)",
        ),
        ("\"sentence\":0", "\"sentence\":3", "2: a#1: there is no sentence 3"),
        ("\"id\":\"a#3\"", "\"id\":\"a#4\"", "4: a#4: number 4 follows number 2"),
        ("\"id\":\"a#3\"", "\"id\":\"3\"", "4: 3: the id is not \"a#\" and a number"),
        ("\"id\":\"a\"", "\"id\":\"a#0\"", "1: a#0: the id of an article record is the article's"),
        ("\"value\":5,", "\"low\":6,\"high\":5,", "4: a#3: low is higher than high"),
        ("\"value\":5,", "\"value\":12345678901234567890123456789.5,", "4: a#3: value: "),
        ("\"value\":5,", "\"value\":6,", "8: a#7: its amount or unit is not that of its figure \"a#3\""),
        ("\"unit\":\"percent\"", "\"unit\":\"percentage_point\"", "8: a#7: its amount or unit is not that"),
        ("\"direction\":\"up\"", "\"direction\":\"down\"", "8: a#7: the sign of a change goes against its direction"),
        ("\"value\":\"2025-05\"", "\"value\":202505", "6: a#5: value is no string"),
        (
            "\"to\":\"2025-05-31\"",
            "\"to\":\"2025-04-30\"",
            "6: a#5: it ends on 2025-04-30, before it begins on 2025-05-01",
        ),
        (",\"to\":\"2025-05-31\"", "", "6: a#5: it has one of from and to, not both"),
        ("\"timex\":\"DATE\"", "\"timex\":\"DURATION\"", "6: a#5: a DURATION has no days"),
        ("\"text\":\"said\"", "\"text\":\"says\"", "2: a#1: cue.text is \"says\", but [50, 54) is \"said\""),
        ("\"start\":47,\"end\":49", "\"start\":47", "2: a#1: speaker has one of start and end"),
        (
            "\"start\":47,\"end\":49",
            "\"start\":47,\"end\":490",
            "2: a#1: speaker [47, 490) is empty or leaves the text",
        ),
        (
            "\"record\":\"a#6\",\"name\":\"Li\"",
            "\"record\":\"a#6\",\"name\":\"Lu\"",
            "2: a#1: \"a#6\" is no record of the same speaker",
        ),
        ("\"record\":\"a#6\"", "\"record\":\"a#9\"", "2: a#1: it refers to \"a#9\", which is not there"),
        (
            "\"record\":\"a#6\",\"name\":\"Li\",",
            "\"record\":\"a#2\",\"name\":\"Li\",",
            "2: a#1: \"a#2\" is no record of the same speaker",
        ),
        ("\"quotations\":[\"a#1\"]", "\"quotations\":[]", "7: a#6: a speaker without a quotation"),
        ("\"quotations\":[\"a#1\"]", "\"quotations\":[\"a#2\"]", "7: a#6: \"a#2\" is no quotation of this speaker"),
        (
            "\"name\":\"Li\",\"record\":\"a#6\"",
            "\"name\":\"Li\",\"record\":\"a#1\"",
            "8: a#7: its source \"a#1\" is no speaker",
        ),
        ("[\"a#2\",\"a#3\",\"a#5\"]", "[\"a#2\",\"a#5\"]", "8: a#7: its figure is not among its mentions"),
        ("[\"a#2\",\"a#3\",\"a#5\"]", "[\"a#3\",\"a#6\"]", "8: a#7: it is built from something that is no figure"),
        ("[\"a#2\",\"a#3\",\"a#5\"]", "[\"a#3\",\"a#8\"]", "8: a#7: it refers to \"a#8\", which is not there"),
        ("\"context\":\"“Sales", "\"context\":\"Sales", "8: a#7: context is"),
        (
            "\"start\":10,\"end\":15,\"text\":\"China\"",
            "\"start\":24,\"end\":26,\"text\":\"to\"",
            "4: a#3: out of order",
        ),
        (
            "\"end\":23,\"text\":\"5%\"",
            "\"end\":29,\"text\":\"5% to $2\"",
            "5: a#4: it overlaps the figure before it, which ends at 29",
        ),
        ("{\"type\":\"speaker\"", "{\"type\":\"speakers\"", "7: a#6: \"speakers\" is no type of record"),
        ("\"iso2\":\"CN\"", "\"iso2\":\"cn\"", "3: a#2: iso2 is \"cn\", which is not of the form"),
        ("{\"type\":\"money\"", "\"type\":\"money\"", "5: it is no JSON"),
    ];
    for (sound, spoilt, problem) in faults {
        assert!(SOUND.contains(sound), "{sound}");
        let found = problems(&SOUND.replacen(sound, spoilt, 1), Mode::Whole);
        assert!(found.iter().any(|p| p.starts_with(problem)), "{problem}\nfound: {found:#?}");
    }
}

#[test]
fn articles_come_one_after_another() {
    let (article, rest) = SOUND.split_once('\n').expect("lines");
    let found = problems(rest, Mode::Whole);
    assert!(found[0].contains("the record of article \"a\" does not come first"), "{found:?}");
    let found = problems(&format!("{SOUND}{article}"), Mode::Whole);
    assert_eq!(found, ["9: a: a second article record with this id"]);
    let other = article.replace("\"a\"", "\"b\"");
    let found = problems(&format!("{SOUND}{other}\n{article}"), Mode::Whole);
    assert_eq!(found, ["10: a: the records of article \"a\" are not in one place"]);
}

#[test]
fn a_selection_may_have_gaps_but_not_faults() {
    let some: Vec<&str> = SOUND
        .lines()
        .filter(|l| l.contains("\"type\":\"observation\"") || l.contains("\"type\":\"quotation\""))
        .collect();
    assert_eq!(problems(&some.join("\n"), Mode::Selection), Vec::<String>::new());
    assert!(!problems(&some.join("\n"), Mode::Whole).is_empty());
    let swapped = format!("{}\n{}", some[1], some[0]);
    assert!(problems(&swapped, Mode::Selection).iter().any(|p| p.contains("out of order")));
}

#[test]
fn records_that_overlap_inside_a_type_are_found() {
    let found = problems(
        &SOUND.replace("\"type\":\"money\"", "\"type\":\"percentage\"").replace("\"start\":27,", "\"start\":22,"),
        Mode::Whole,
    );
    assert!(found.iter().any(|p| p.contains("it overlaps the percentage before it, which ends at 23")), "{found:?}");
}
