//! The headline: the page's own where its metadata agrees, else the metadata's, without the site's name.

use super::tree::{NodeIx, Tag, Tree, push_lower};
use super::work;

/// The headline and the heading element that shows it.
#[derive(Debug, Default)]
pub(super) struct Headline {
    pub text: Option<String>,
    pub node: Option<NodeIx>,
}

/// What the metadata offers, best first.
pub(super) struct Offers<'t> {
    pub linked: Option<&'t str>,
    pub open_graph: Option<&'t str>,
    pub tag: Option<&'t str>,
    pub site: Option<&'t str>,
}

/// Finds the headline.
pub(super) fn find(tree: &Tree<'_>, offers: &Offers<'_>) -> Headline {
    let references: Vec<String> =
        [offers.linked, offers.open_graph, offers.tag].iter().flatten().map(|text| key(text)).collect();
    let shown: Vec<(NodeIx, String)> =
        tree.elements(Tag::Heading(1)).map(|at| (at, tree.text(at))).filter(|(_, text)| !text.is_empty()).collect();
    let agreeing = shown.iter().find(|(_, text)| {
        let text = key(text);
        references.iter().any(|reference| agrees(&text, reference))
    });
    if let Some((node, text)) = agreeing {
        let text = without_kicker(tree, *node, &references).unwrap_or_else(|| text.clone());
        return Headline { text: Some(text), node: Some(*node) };
    }
    let site = offers.site;
    let said = offers.linked.or(offers.open_graph).map(|text| without_site(text, site));
    let said = said.or_else(|| match shown.as_slice() {
        [(_, only)] => Some(only.clone()),
        _ => offers.tag.map(|text| if site.is_some() { without_site(text, site) } else { without_last(text) }),
    });
    let text = said.or_else(|| shown.first().map(|(_, text)| text.clone())).filter(|text| !text.is_empty());
    let node =
        text.as_deref().and_then(|title| other_heading(tree, title)).or_else(|| shown.first().map(|(at, _)| *at));
    Headline { text, node }
}

/// A heading's text without the kicker that is its first piece, where the metadata says that the rest is the headline.
fn without_kicker(tree: &Tree<'_>, heading: NodeIx, references: &[String]) -> Option<String> {
    let mut pieces = tree.inside(heading).filter(|&at| !tree.nodes[at].text.trim().is_empty());
    let second = pieces.nth(1)?;
    let rest = tree.text_between(second, tree.nodes[heading].end);
    references.iter().any(|reference| has_key(&rest, reference)).then_some(rest)
}

/// A lower heading that shows the headline.
fn other_heading(tree: &Tree<'_>, title: &str) -> Option<NodeIx> {
    let title = key(title);
    (0..tree.nodes.len()).find(|&at| {
        title.len() >= 10 && matches!(tree.nodes[at].tag, Tag::Heading(2..=4)) && has_key(&tree.text(at), &title)
    })
}

/// Letters and digits only, lower case: what two spellings of a headline share.
pub(super) fn key(text: &str) -> String {
    work::add(text.len());
    let mut key = String::with_capacity(text.len());
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        push_lower(&mut key, c);
    }
    key
}

/// Whether a text has this key, without making its own.
pub(super) fn has_key(text: &str, key: &str) -> bool {
    rest_of_key(text, key).is_some_and(|mut rest| !rest.any(char::is_alphanumeric))
}

/// Whether a text's key begins with this one.
pub(super) fn key_starts_with(text: &str, key: &str) -> bool {
    rest_of_key(text, key).is_some()
}

/// What of a text is left where its key begins with `key`.
fn rest_of_key<'t>(text: &'t str, key: &str) -> Option<std::str::Chars<'t>> {
    let mut rest = text.chars();
    let mut expected = key.chars().peekable();
    while expected.peek().is_some() {
        let c = rest.by_ref().find(|c| c.is_alphanumeric())?;
        work::add(1);
        if !c.to_lowercase().all(|c| expected.next() == Some(c)) {
            return None;
        }
    }
    Some(rest)
}

/// Whether two keys are the same headline: one holds the other, or they begin alike.
pub(super) fn agrees(a: &str, b: &str) -> bool {
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.contains(short) {
        return short.len() * 10 >= long.len() * 4;
    }
    let common = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let tail = a.bytes().rev().zip(b.bytes().rev()).take_while(|(x, y)| x == y).count();
    (common + tail) * 10 >= long.len() * 7
}

/// A title without the site's name at its end or start.
fn without_site(title: &str, site: Option<&str>) -> String {
    const SEPARATORS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " · ", " • ", " » ", " / "];
    let Some(site) = site.map(key).filter(|site| !site.is_empty()) else { return title.to_owned() };
    for separator in SEPARATORS {
        if let Some((rest, last)) = title.rsplit_once(separator)
            && is_site(&key(last), &site)
        {
            return without_site(rest.trim(), Some(&site));
        }
        if let Some((first, rest)) = title.split_once(separator)
            && is_site(&key(first), &site)
        {
            return rest.trim().to_owned();
        }
    }
    title.to_owned()
}

/// A title without what may be the name of a site that the page does not tell: a short last part behind a longer first.
fn without_last(title: &str) -> String {
    let cut = [" | ", " - ", " – ", " — ", " :: "].iter().find_map(|separator| title.rsplit_once(separator));
    let words = |text: &str| text.split_whitespace().count();
    match cut {
        Some((rest, last)) if words(last) <= 4 && words(rest) >= 4 && rest.len() > last.len() => rest.trim().to_owned(),
        _ => title.to_owned(),
    }
}

fn is_site(part: &str, site: &str) -> bool {
    !part.is_empty()
        && (part == site
            || part.contains(site) && part.len() <= site.len() + 8
            || site.contains(part) && part.len() >= 3 && part.len() * 2 >= site.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_is_cut_off_and_nothing_else() {
        for (title, site, cut) in [
            ("Exports rise 5% | Example News", "Example News", "Exports rise 5%"),
            ("Exports rise - Example", "Example News", "Exports rise"),
            ("Example News: exports", "Example News", "Example News: exports"),
            ("BUDGET | What it means", "Example", "BUDGET | What it means"),
            ("Example News - Exports rise", "Example News", "Exports rise"),
            ("Exports rise - Economy - Example", "Example", "Exports rise - Economy"),
        ] {
            assert_eq!(without_site(title, Some(site)), cut);
        }
    }

    #[test]
    fn a_short_last_part_is_cut_off_where_the_site_is_not_known() {
        for (title, cut) in [
            ("Exports rise 5% in November | Example News", "Exports rise 5% in November"),
            ("Exports rise 5% in November - Economy - Example", "Exports rise 5% in November - Economy"),
            ("BUDGET | What it means", "BUDGET | What it means"),
            ("Exports rise | Example News", "Exports rise | Example News"),
            ("Exports rise 5% - and what it means for the crown", "Exports rise 5% - and what it means for the crown"),
            ("Exports rise 5%", "Exports rise 5%"),
        ] {
            assert_eq!(without_last(title), cut);
        }
    }

    #[test]
    fn keys_are_compared_without_being_made() {
        for (text, other) in [("Exports “rise” 5%", "exports RISE: 5"), ("İstanbul", "İSTANBUL"), ("- .", "")] {
            assert!(has_key(text, &key(other)) && key_starts_with(text, &key(other)), "{text}");
        }
        assert!(key_starts_with("Exports rise 5%", "exports") && !has_key("Exports rise 5%", "exports"));
        for (text, other) in [("Exports", "exportsrise"), ("", "x"), ("Imports", "exports")] {
            assert!(!has_key(text, other) && !key_starts_with(text, other), "{text}");
        }
    }

    #[test]
    fn spellings_agree() {
        let same = |a, b| agrees(&key(a), &key(b));
        assert!(same("Exports “rise” 5%", "Exports 'rise' 5% | Example News"));
        assert!(same("China's exports rise in November", "China's exports climb in November"));
        assert!(!same("Exports rise 5%", "Central bank holds rates"));
        assert!(!same("News", "China's exports rise in November, news agency says"));
        assert!(!same("", "x"));
    }
}
