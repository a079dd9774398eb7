//! The house's tables: tab-separated, `#` comments, one header line.
//!
//! All word lists are such files, embedded by `include_str!`. A table that does not have the asked columns is a bug of
//! ours, found by the first test that touches it: reading panics rather than returning an error.

/// The rows of `table`, each with the fields of `columns` in that order; an absent trailing field is empty.
///
/// # Panics
/// Where the header has none of the columns' names: tables are compiled in, so no input can cause it.
pub fn rows<'t, const N: usize>(table: &'t str, columns: [&str; N]) -> impl Iterator<Item = [&'t str; N]> + use<'t, N> {
    let mut lines = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let header: Vec<&str> = lines.next().unwrap_or("").split('\t').collect();
    let places = columns.map(|column| {
        header.iter().position(|name| *name == column).unwrap_or_else(|| panic!("no column {column} in {header:?}"))
    });
    lines.map(move |line| {
        let mut out = [""; N];
        for (i, field) in line.split('\t').enumerate() {
            for (place, slot) in places.iter().zip(&mut out) {
                if *place == i {
                    *slot = field;
                }
            }
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_by_name() {
        let table = "# source: none\ncode\tname\tnote\n\nUSD\tdollar\tx\nEUR\teuro\n";
        let got: Vec<[&str; 2]> = rows(table, ["note", "code"]).collect();
        assert_eq!(got, [["x", "USD"], ["", "EUR"]]);
    }

    #[test]
    #[should_panic(expected = "no column size")]
    fn a_missing_column_is_a_bug() {
        let _ = rows("code\nUSD", ["size"]);
    }
}
