//! The steps of the search for a subject, in the order of their precedence: the first that answers decides.
//!
//! A table rather than a chain: each step is a function of the file where its question is asked, and none knows the others.

use std::ops::Range;

use super::{Found, Search};

/// A step, with the tokens of the figure's segment.
type Step = fn(&Search, &Range<usize>) -> Option<Found>;

/// All of them.
pub(super) const STEPS: [Step; 58] = [
    // What stands so close that nothing else can be meant.
    |s, own| s.target(own),           // "a **2.5% target**": of what was spoken of
    |s, own| s.owner_alone_here(own), // "It added 6 million users, while **Hulu's grew** 1%"
    |s, _| s.bracketed(),             // "added 26,000 jobs **(+1.3%)**"
    |s, _| s.item_in_brackets(),      // "rises in **meats (5.26%)**, **oil (5.12%)**"
    |s, own| s.follower(own),         // "followed by **hotels at 3%**"
    |s, own| s.projected(own),        // "**projecting 31.5%** for 2026"
    |s, _| s.held_rate(),             // "has held **its rate at** 4.5 percent"
    |s, _| s.labelled(),              // "**Services**: up 2%", in a list of what the article is about
    |s, own| s.champion(own),         // "**Calder** was the biggest loser, dropping 7.6%"
    |s, own| s.rate_borne(own),       // "carries **a rate** above 21%"
    |s, _| s.at_sum_of(),             // "**at a cost of** £60m"
    |s, _| s.twin_share(),            // "Income of $96m, **or 11.8% of revenue**"
    |s, _| s.equal_share(),           // "worth £30m, **equal to 5% of** its capital"
    |s, _| s.part_of_it(),            // "Revenue was 293bn, **62% of it** from oil"
    |s, _| s.respondents(),           // "16% **said** that none had been replaced"
    |s, _| s.fronted(),               // "At 4.2%, **unemployment** is the highest in years"
    |s, _| s.existing(),              // "Job openings fell. **There were 8.5 million** in March"
    |s, own| s.told_last(own),        // "the Dow lost 475 points, **or 1.2%**"
    |s, own| s.included(own),         // "Costs of £3bn, **including £1bn spent on fuel**"
    |s, own| s.of_which(own),         // "Sales of £6.7bn, **of which £1.9bn** came from Germany"
    |s, _| s.flows_apart(),           // "**Exports exceeded imports** by $3.6 billion"
    |s, _| s.of_fact(),               // "earned $1.20 on sales of $4bn; analysts expected **$1.15 and $3.9bn**"
    |s, own| s.exceeding(own),        // "**Output outstrips demand** by 30%"
    |s, _| s.compared(),              // "higher than **the 6.4% it penciled in**"
    |s, _| s.or_of_output(),          // "Spent £4.1bn, **or 0.34% of national income**"
    |s, own| s.counted_before(own),   // "Carried **2.1 million passengers**, up 16%"
    |s, own| s.more_of(own),          // "sold 2% more **cars**"
    |s, own| s.fewer_than(own),       // "Had 124,800 employees, **5% fewer than** a year earlier"
    // The noun behind the figure, the object of a verb.
    |s, own| s.behind(own),         // "a 4.3% jump **in auto sales**"
    |s, own| s.crossing(own),       // "keeps **inflation below** 3%"
    |s, own| s.left_behind(own),    // "**leaving the price** 15% below its record"
    |s, own| s.share_of_those(own), // "the **share of firms raising prices** was 22%"
    |s, own| s.object(own),         // "lifted **inflation** to 3%"
    |s, own| s.open_object(own),    // "could lift **capital requirements** by 20%"
    |s, own| s.named_by_of(own),    // "a **sales volume** of €140m"
    |s, own| s.those(own),          // "while **those** from elsewhere were 3% lower"
    // The subject before the predicate.
    |s, own| s.before_predicate(own.start..s.figure.tokens.start, "subject"), // "**exports** rose 3%"
    |s, own| s.infinitive(own),                                               // "expects **sales** to fall 3%"
    |s, own| s.expected(own),      // "expects **arrivals** to be down by 70%"
    |s, own| s.verb(own),          // "Pelham **earned** $4.9 billion"
    |s, own| s.rate_of_place(own), // "**Italy's rate** was just 0.8%"
    |s, own| s.open_subject(own),  // "**hospital services** increased 0.5%"
    |s, own| s.leader(own),        // "**industry** led the way **with a 1.8% advance**"
    |s, own| s.weak(own.start..s.figure.tokens.start, "weak subject"), // "the **rate** fell to 3%"
    // What the segment leaves out.
    |s, own| s.gapped(own),       // "Health added 49,000 and **social assistance** 34,000"
    |s, own| s.standing_so(own),  // "with **volumes** 7% higher"
    |s, own| s.owner_alone(own),  // "Calder's shares fell. **Pelham's** rose 0.7%"
    |s, own| s.of_pronoun(own),   // "the odds stood at 45%; now **they** are at 20%"
    |s, own| s.of_place(own),     // "**France**, by contrast, came in at 1.5%"
    |s, own| s.of_the_rest(own),  // "Excluding transport, **they** rose 0.1%"
    |s, own| s.arrived(own),      // "debts grew by $184bn, **to $17.7tn**"
    |s, own| s.pointed_back(own), // "**it** rose 2%", "**the figure** was 3%"
    |s, own| s.rate_of(own),      // "a year-end **rate of** 31.5%"
    |s, own| s.coordinate(own),   // "puts growth at 8% **and just 4% next year**"
    |s, _| s.earlier(s.frame.segment_of(s.figure.tokens.start)), // "**exports**, which fell 3%, rose 5%"
    |s, own| s.weak(s.figure.tokens.end..own.end, "weak after"), // "a 3% **rate**"
    |s, own| s.strong_after(own), // "up 3% this time were **exports**"
    |s, _| s.carried(),           // "Exports fell. … a rise of 2%"
];
