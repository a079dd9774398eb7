//! Options from the environment and from a file, for every option that there is.
//!
//! `--part-size` is also `NEWSFACTS_PART_SIZE` and, in `newsfacts.toml`, `part-size`, at the top for all commands that
//! have it or under the command's own name (`[extract]`) for that one. What is said on the command line counts, then
//! the environment, then the file. It is made from the definitions of the options, so that none can be forgotten: what
//! the file says becomes the option's default, is checked like any other value and shows in the help.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Arg, ArgAction, Command, CommandFactory};
use toml::{Table, Value};

use super::Arguments;

/// The file that is read where none is named.
const FILE: &str = "newsfacts.toml";
/// What all variables begin with.
const PREFIX: &str = "NEWSFACTS_";

/// The program's command line, with what the environment and the file say. `arguments` are looked through for the file's
/// name.
pub(super) fn command(arguments: impl Iterator<Item = OsString>) -> Result<Command> {
    let named = named(arguments).or_else(|| std::env::var_os(variable("config")));
    let path = named.clone().map_or_else(|| PathBuf::from(FILE), PathBuf::from);
    let table = match fs::read_to_string(&path) {
        Ok(text) => text.parse::<Table>().with_context(|| format!("{} is no TOML", path.display()))?,
        Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => Table::new(),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
    };
    configured(Arguments::command(), &table, &path)
}

/// The command line alone with the variables of the environment, for help texts that say what there is.
pub(super) fn documented() -> Command {
    with_variables(Arguments::command())
}

/// The value of `--config`.
fn named(arguments: impl Iterator<Item = OsString>) -> Option<OsString> {
    let mut arguments = arguments.skip(1).take_while(|argument| argument != "--");
    while let Some(argument) = arguments.next() {
        if argument == "--config" {
            return arguments.next();
        }
        if let Some(value) = argument.to_str().and_then(|argument| argument.strip_prefix("--config=")) {
            return Some(value.into());
        }
    }
    None
}

/// The variable of an option.
fn variable(option: &str) -> String {
    PREFIX.to_owned() + &option.replace('-', "_").to_ascii_uppercase()
}

/// Whether an option can be set elsewhere than on the command line.
fn is_option(argument: &Arg) -> bool {
    argument.get_long().is_some_and(|name| !matches!(name, "help" | "version" | "config"))
}

fn with_variables(command: Command) -> Command {
    command.mut_subcommands(|command| {
        command.mut_args(|argument| match argument.get_long().map(variable) {
            Some(name) if is_option(&argument) => argument.env(name).hide_env_values(true),
            _ => argument,
        })
    })
}

fn configured(command: Command, table: &Table, path: &Path) -> Result<Command> {
    let mut command = with_variables(command);
    let names: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    for (key, value) in table {
        let (commands, options) = match value {
            Value::Table(options) if names.contains(key) => (vec![key.clone()], options.clone()),
            Value::Table(_) => bail!("{}: there is no command {key}", path.display()),
            _ => (names.clone(), Table::from_iter([(key.clone(), value.clone())])),
        };
        for (option, value) in &options {
            let values =
                values(value).with_context(|| format!("{}: {option} is no text, number or list", path.display()))?;
            let mut any = false;
            // A command's own word counts more than the word for all.
            let theirs = |name: &str| matches!(table.get(name), Some(Value::Table(own)) if own.contains_key(option));
            for name in &commands {
                let has = |argument: &Arg| is_option(argument) && argument.get_long() == Some(option);
                let known = command.find_subcommand(name).is_some_and(|command| command.get_arguments().any(has));
                any |= known;
                if known && (commands.len() == 1 || !theirs(name)) {
                    command = command.mut_subcommand(name, |command| {
                        command.mut_args(
                            |argument| if has(&argument) { with_default(argument, &values) } else { argument },
                        )
                    });
                }
            }
            if !any {
                bail!("{}: there is no option {option}", path.display());
            }
        }
    }
    Ok(command)
}

/// A value as it would be written on the command line.
fn values(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::String(text) => Some(vec![text.clone()]),
        Value::Integer(number) => Some(vec![number.to_string()]),
        Value::Float(number) => Some(vec![number.to_string()]),
        Value::Boolean(word) => Some(vec![word.to_string()]),
        Value::Datetime(date) => Some(vec![date.to_string()]),
        Value::Array(items) => items.iter().map(|item| values(item)?.pop()).collect(),
        Value::Table(_) => None,
    }
}

fn with_default(argument: Arg, values: &[String]) -> Arg {
    match argument.get_action() {
        ArgAction::Append | ArgAction::Set => argument.default_values(values.to_vec()),
        _ => argument.default_value(values.concat()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{ArgMatches, error::ErrorKind};

    fn matches(table: &str, arguments: &[&str]) -> Result<ArgMatches, String> {
        let table = table.parse().map_err(|error| format!("{error}"))?;
        let command =
            configured(Arguments::command(), &table, Path::new(FILE)).map_err(|error| format!("{error:#}"))?;
        let arguments = ["newsfacts", "extract"].iter().chain(arguments);
        let matches = command.try_get_matches_from(arguments).map_err(|error| error.kind().to_string())?;
        Ok(matches.subcommand().expect("a command").1.clone())
    }

    #[test]
    fn the_file_gives_what_the_command_line_leaves_open() {
        let table = "published = 2025-12-08\nresume = true\n[extract]\npart-size = '5MB'\nonly = ['money', 'period']\njobs = 3\n";
        let found = matches(table, &["--jobs", "7", "a.txt"]).expect("good");
        assert_eq!(found.get_one::<u64>("part_size"), Some(&5_000_000));
        assert_eq!(found.get_one::<std::num::NonZeroUsize>("jobs").map(|n| n.get()), Some(7));
        let only: Vec<&String> = found.get_many("only").expect("values").collect();
        assert_eq!(only, ["money", "period"]);
        assert!(found.get_flag("resume") && !found.get_flag("no_text"));
        assert_eq!(found.get_one::<crate::SourceDate>("published").map(|d| d.as_str()), Some("2025-12-08"));
    }

    #[test]
    fn a_commands_own_word_counts_more() {
        for table in ["jobs = 1\n[extract]\njobs = 2\n", "published = '2020-01-01'\n[extract]\njobs = 2"] {
            let found = matches(table, &[]).expect("good");
            assert_eq!(found.get_one::<std::num::NonZeroUsize>("jobs").map(|n| n.get()), Some(2));
        }
    }

    #[test]
    fn what_is_wrong_in_the_file_is_told() {
        for (table, told) in [
            ("jbos = 3", "newsfacts.toml: there is no option jbos"),
            ("[extract]\nfiles = ['x']", "newsfacts.toml: there is no option files"),
            ("[extract]\nhelp = true", "newsfacts.toml: there is no option help"),
            ("[extrakt]\njobs = 3", "newsfacts.toml: there is no command extrakt"),
            ("[extract]\njobs = {a = 1}", "newsfacts.toml: jobs is no text, number or list"),
        ] {
            assert_eq!(matches(table, &[]).map(drop), Err(told.to_owned()), "{table}");
        }
        for table in ["jobs = 0", "resume = 'perhaps'", "only = ['gold']", "part-size = '5 parsecs'"] {
            let kind = matches(table, &[]).map(drop).expect_err("an error");
            let expected = [ErrorKind::InvalidValue, ErrorKind::ValueValidation].map(|kind| kind.to_string());
            assert!(expected.contains(&kind), "{table}: {kind}");
        }
    }

    #[test]
    fn every_option_has_a_variable() {
        let command = documented();
        let extract = command.find_subcommand("extract").expect("a command");
        let variables: Vec<String> = extract
            .get_arguments()
            .filter_map(|a| a.get_env())
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        for name in ["NEWSFACTS_JOBS", "NEWSFACTS_PART_SIZE", "NEWSFACTS_NO_TEXT", "NEWSFACTS_PUBLISHED"] {
            assert!(variables.iter().any(|variable| variable == name), "{name}");
        }
        assert_eq!(variables.len(), extract.get_arguments().filter(|argument| is_option(argument)).count());
    }

    #[test]
    fn the_file_is_named_on_the_command_line() {
        let named = |arguments: &[&str]| {
            named(["newsfacts"].iter().chain(arguments).map(OsString::from))
                .map(|name| name.to_string_lossy().into_owned())
        };
        assert_eq!(named(&["extract", "--config", "a.toml"]).as_deref(), Some("a.toml"));
        assert_eq!(named(&["--config=b.toml", "extract"]).as_deref(), Some("b.toml"));
        assert_eq!(named(&["extract", "--", "--config", "a.toml"]), None);
    }
}
