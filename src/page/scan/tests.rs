//! What the scanner keeps, drops and is not fooled by.

use super::*;

fn cleaned(page: &str) -> String {
    scan(page).expect("within the limits").html
}

#[test]
fn what_no_article_needs_is_dropped() {
    for (page, kept) in [
        ("a<script>if (a<b) {'</p>'}</script>b", "ab"),
        ("a<style>p > b{}</style>b<!-- <p>c</p> -->d", "abd"),
        ("a<noscript><p>b</p></noscript>c<iframe><p></iframe>d", "acd"),
        ("a<template><p>b<template>c</template>d</p></template>e", "ae"),
        ("<svg><title>Logo</title><path/></svg>a", "a"),
        ("<p onclick='x>y' style=color:red class=\"c\">a", "<p class=\"c\">a"),
        (
            "<b class=x>a</b> <i>b</i> <u>c</u> <small class=credit>d</small>",
            "<x-b>a</x-b> <x-i>b</x-i> c <x-s class=\"credit\">d</x-s>",
        ),
        ("<div style='display : NONE'>a</div>", "<div hidden>a</div>"),
        ("<a href=/x/?a=1&amp;b=2>x</a>", "<a href=\"/x/?a=1&amp;b=2\">x</a>"),
        ("1 < 2 &amp; 3 <> 4", "1 &lt; 2 &amp; 3 &lt;> 4"),
        ("<!DOCTYPE html><?xml v?></ p>a</>b", "ab"),
    ] {
        assert_eq!(cleaned(page), kept, "{page}");
    }
}

#[test]
fn text_cannot_be_hidden_by_broken_markup() {
    for page in [
        "<!-->TEXT<!-- -->",
        "<!--->TEXT",
        "<!-- a --!>TEXT",
        "<script><!-- <script> </script> --></script>TEXT",
        "<script><!-- document.write('<script>') </script>TEXT",
        "<svg><p>TEXT",
        "<svg><foreignObject><div></div></foreignObject></svg>TEXT",
        "<svg><![CDATA[ <p> ]]></svg>TEXT",
        "<svg/>TEXT",
        "<template>TEXT",
        "<p title='a>b'>TEXT",
        "<p a=\"1\"b='2'/c>TEXT",
        "<p =x>TEXT",
        "<template shadowrootmode=open><p>TEXT</template>",
    ] {
        assert!(cleaned(page).ends_with("TEXT") || cleaned(page).contains("TEXT<"), "{page} -> {}", cleaned(page));
    }
    for page in ["<svg><desc><p>NO</p></desc></svg>", "<script>NO", "<style>NO</styles>", "<!-- NO", "<p title='NO>"] {
        assert!(!cleaned(page).contains("NO<") && !cleaned(page).ends_with("NO"), "{page} -> {}", cleaned(page));
    }
}

#[test]
fn data_is_lifted() {
    let page = "<SCRIPT TYPE='application/ld+json'>{\"a\":\"</p>\"}</SCRIPT ><script>x</script>";
    let scan = scan(page).expect("within the limits");
    assert_eq!(scan.json_ld, ["{\"a\":\"</p>\"}"]);
    assert!(scan.states.is_empty(), "too small to hold an article");
}

/// The deepest nesting of elements that the parser makes of a page.
fn depth(page: &str) -> usize {
    let html = scraper::Html::parse_document(&cleaned(page));
    html.tree.root().descendants().map(|node| node.ancestors().count()).max().unwrap_or(0)
}

#[test]
fn nesting_is_capped_and_its_text_kept() {
    let n = 3_000;
    // The parser puts a `tbody` into each table by itself.
    let limit = MAX_DEPTH * 3 / 2;
    for (open, close) in [
        ("<div>", "</div>"),
        ("<ul><li>", "</li></ul>"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("<b><div></b>", ""),
        ("<a href=x><div></a>", ""),
        ("<p><font color=1>", ""),
        ("<span>", ""),
        ("<x-y><p></x-y>", ""),
        ("<form><select><button>", ""),
    ] {
        let page = format!("{}TEXT{}", open.repeat(n), close.repeat(n));
        assert!(cleaned(&page).contains("TEXT"), "{open}");
        assert!(depth(&page) <= limit, "{open}: {}", depth(&page));
    }
}

#[test]
fn implied_ends_are_no_nesting() {
    for item in ["<p>x", "<li>x", "<tr><td>x<td>y", "<dt>x<dd>y", "<p>x<div>y</div>", "<p>x<h2>y</h2>", "<a href=z>x"] {
        let page = format!("<ul><table>{}TEXT", item.repeat(2_000));
        let html = cleaned(&page);
        assert_eq!(html.matches("x").count(), 2_000 + html.matches("x-").count(), "{item}");
        assert_eq!(
            html.matches(item.split('x').next().unwrap_or_default().split(' ').next().unwrap_or_default()).count(),
            2_000,
            "{item}"
        );
    }
}

#[test]
fn a_page_of_too_many_elements_is_refused() {
    assert_eq!(scan(&"<i>".repeat(MAX_ELEMENTS + 1)).map_err(|(code, _)| code).err(), Some(Code::TooLarge));
}
