//! How much work a page makes: nodes looked at, bytes passed over, lines judged.
//!
//! Tests hold it to be linear in the page by counting, because times lie on a busy machine. The counter sits where all
//! passes go through (the nodes' index, the tokenizer, the foldings of text), so a new pass is counted by itself; in
//! other builds it is nothing. What the parser does in between is not counted: `scan` bounds its nesting for that.

/// Adds to the count of this thread.
#[inline(always)]
pub(super) fn add(amount: usize) {
    #[cfg(test)]
    tests::COUNT.with(|count| count.set(count.get() + amount as u64));
    #[cfg(not(test))]
    let _ = amount;
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use crate::decode::{Content, RawDocument};

    thread_local! {
        pub(super) static COUNT: Cell<u64> = const { Cell::new(0) };
    }

    const SENTENCE: &str =
        "Exports rose by 5.9 percent in November from a year earlier, customs data showed on Monday.";

    /// The work that reading this page makes.
    fn work(page: String) -> u64 {
        COUNT.set(0);
        let document = RawDocument { input: String::new(), content: Content::Html(page), given: Default::default() };
        // Whether there is an article in it is another question.
        let _ = super::super::article(document);
        COUNT.get()
    }

    /// A page with the parts in its head and its body.
    fn page(head: &str, body: &str) -> String {
        format!(
            "<html><head><title>Exports rise in November</title>{head}</head><body><h1>Exports rise in November</h1>\
            {body}<p>{SENTENCE}</p></body></html>"
        )
    }

    /// Twice the page is twice the work: for each kind of page, at a size where what is fixed no longer counts.
    #[test]
    fn work_is_linear_in_the_page() {
        let nested = |open: &str, close: &str, n: usize| {
            page("", &format!("{}<p>{SENTENCE}</p>{}", open.repeat(n), close.repeat(n)))
        };
        let wide = |item: &str, n: usize| page("", &item.repeat(n));
        let numbered = |make: &dyn Fn(usize) -> String, n: usize| (0..n).map(make).collect::<String>();
        type Make<'a> = &'a dyn Fn(usize) -> String;
        let kinds: [(&str, Make<'_>); 24] = [
            ("nested div", &|n| nested("<div class='body story'>", "</div>", n)),
            ("nested list", &|n| nested("<ul><li>x", "</li></ul>", n)),
            ("nested table", &|n| nested("<table><tr><td>x", "</td></tr></table>", n)),
            ("nested and open", &|n| nested("<section class=byline><b><i>x", "", n)),
            ("nested svg", &|n| nested("<svg><g>", "</g></svg>", n)),
            ("paragraphs", &|n| page("", &numbered(&|i| format!("<p>In {i}: {SENTENCE}</p>"), n))),
            ("repeated paragraphs", &|n| wide(&format!("<p>{SENTENCE}</p>"), n)),
            ("divs", &|n| wide(&format!("<div><div class=a><p>{SENTENCE}</p></div></div>"), n)),
            ("breaks", &|n| wide(&format!("{SENTENCE}<br><br>"), n)),
            ("one paragraph", &|n| page("", &format!("<p>{}", format!("{SENTENCE} <em>x</em> ").repeat(n)))),
            ("headings", &|n| wide("<h1>Exports</h1>", n)),
            ("nested headings", &|n| nested("<h1><div>x", "</div></h1>", n)),
            ("bylines", &|n| wide("<div class='byline author published'><a href=/author/x>By Ann Smith</a></div>", n)),
            ("dates", &|n| wide("<time datetime='2025-12-08'>8 December</time>", n)),
            ("teasers", &|n| wide(&format!("<div><a href=/x>Imports fall again</a><p>{SENTENCE}</p></div>"), n)),
            ("references", &|n| wide("<div><p><a href=/x>Read more: Imports fall</a></p></div>", n)),
            ("offers", &|n| wide("<div><h3>Daily</h3><p>Sign up for our newsletter</p></div>", n)),
            ("summaries", &|n| wide("<h3>Key points</h3><ul><li>a</li></ul>", n)),
            ("ends", &|n| wide(&format!("<p>{SENTENCE}</p><h3>Related stories</h3>"), n)),
            ("captions", &|n| wide("<p><img>A port in the morning (photo: agency)</p>", n)),
            ("rows", &|n| page("", &format!("<table>{}</table>", "<tr><td>Exports<td>5.9%</tr>".repeat(n)))),
            ("many attributes", &|n| {
                let attributes = numbered(&|i| format!(" data-x{i}='story-{i}' class='ad-{i}'"), n);
                page("", &format!("<div{attributes}><p>{SENTENCE}</p></div>"))
            }),
            ("many scripts", &|n| {
                let linked = format!(
                    "<script type='application/ld+json'>{{\"@type\":\"Thing\",\"name\":\"{SENTENCE}\"}}</script>"
                );
                let state = format!("<script>window.x = {{\"a\":[\"{}\"]}}</script>", "x".repeat(600));
                page(&format!("{linked}{state}").repeat(n), "")
            }),
            ("many metas", &|n| page(&format!("<meta name=description content='{SENTENCE}'>").repeat(n), "")),
        ];
        const SIZE: usize = 1_000;
        let mut wrong = Vec::new();
        for (kind, make) in kinds {
            let (small, large) = (make(SIZE), make(2 * SIZE));
            let bytes = small.len() as u64;
            let (once, twice) = (work(small), work(large));
            assert!(once >= bytes / 2, "{kind}: a page of {bytes} bytes cannot be read with {once}");
            if twice * 10 > once * 22 {
                wrong.push(format!("{kind}: {once}, and {twice} for twice the page"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
