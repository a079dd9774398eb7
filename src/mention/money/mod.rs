//! Money: an amount in a currency, perhaps a price for something.
//!
//! [`currency`] is the table, [`shared`] tells whose dollar or crown it is, [`per`] what a price is for, [`mod@compared`]
//! which numbers without a unit are money. Amounts are in main units: "50 cents" is half a dollar. Ranges and hedges are
//! the number layer's.

mod compared;
mod currency;
mod per;
mod shared;

use std::cell::OnceCell;

use rust_decimal::Decimal;

use super::figure_words::{WordClass, is_a};
use super::{Claim, FigureValue, Money, Strength, reject};
use crate::number::range::{self, Figure, Measured, Side};
use crate::number::{Amount, Form, Numeral, hedge, past_hyphen};
use crate::text::{Doc, Gap, LexiconBuilder, TokenKind, keys};
use compared::compared;
use currency::{Code, Currency, Kind, Needs};
use shared::Countries;

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    currency::register(lexicon);
    shared::register(lexicon);
}

/// Whether a currency's sign, code or name begins at the token.
pub fn is_currency(doc: &Doc, at: usize) -> bool {
    currency::after(doc, at).is_some()
}

/// Whether the unit of a counted figure that ends in a currency's word is none after all: pounds that weigh.
pub(super) fn weighs(doc: &Doc, numeral: &Numeral) -> bool {
    let reader = Reader { doc, countries: OnceCell::new() };
    let at = past_hyphen(doc, numeral.tokens.end);
    currency::after(doc, at)
        .is_some_and(|(currency, after)| currency.code == Code::Shared("pound") && reader.is_weight(numeral, at, after))
}

/// The currency of the country that the text is about, as far as its words tell.
pub(super) fn main_currency(doc: &Doc) -> Option<&'static str> {
    Countries::of(doc).main()
}

/// A currency as found at a number.
#[derive(Debug, Clone, PartialEq)]
struct Unit {
    code: &'static str,
    factor: Decimal,
    rule: &'static str,
}

/// Claims the amounts of money.
pub fn claim(doc: &Doc, numerals: &[Numeral], claims: &mut Vec<Claim>) {
    let reader = Reader { doc, countries: OnceCell::new() };
    let mut signed = Vec::new();
    let mut measured = Vec::with_capacity(numerals.len());
    for (i, numeral) in numerals.iter().enumerate() {
        let unit = reader.measure(numeral);
        // "-$5": the sign stands before the currency's.
        if unit.as_ref().is_some_and(|(_, negative)| *negative) {
            signed.push(i);
        }
        measured.push(unit.map(|(unit, _)| unit));
    }
    let negated: Vec<Numeral>;
    let mut numerals = numerals;
    if !signed.is_empty() {
        let mut copy = numerals.to_vec();
        signed.iter().for_each(|&i| copy[i].value.set_sign_negative(true));
        negated = copy;
        numerals = &negated;
    }
    let figures = range::join(doc, numerals, measured, |n| reject::label(doc, n).is_none());
    claims.extend(compared(doc, numerals, &figures));
    let mut figures = figures.into_iter().peekable();
    while let Some(figure) = figures.next() {
        let figure = match figures.next_if(|next| is_change_of(doc, &figure, next)) {
            Some(cents) => with_cents(figure, cents),
            None => with_bare_cents(doc, numerals, figure),
        };
        claims.extend(claim_of(doc, figure));
    }
}

fn claim_of(doc: &Doc, figure: Figure<Unit>) -> Option<Claim> {
    let Unit { code, factor, rule } = figure.unit;
    let amount = figure.amount.map(|value| value.checked_mul(factor))?;
    let hedge = hedge::find(doc, &figure.tokens);
    let per = per::unit(doc, figure.tokens.end);
    let value = FigureValue::Money(Money { amount, currency: code, per, hedge });
    Some(Claim { tokens: figure.tokens, strength: Strength::Explicit, rule, value })
}

/// "10 dollars and 30 cents", "$10 30¢": one amount.
fn is_change_of(doc: &Doc, main: &Figure<Unit>, cents: &Figure<Unit>) -> bool {
    let between = main.tokens.end..cents.tokens.start;
    let joined = between.is_empty() || (between.len() == 1 && doc.is_any(between.start, keys!["and", ","]));
    let small = matches!(cents.amount, Amount::Exact(value) if value < Decimal::ONE_HUNDRED && value.fract().is_zero());
    // … not "a profit of $3 billion, five cents a share above the consensus".
    let whole = matches!(main.amount, Amount::Exact(value) if value.fract().is_zero() && value < Decimal::ONE_THOUSAND);
    joined
        && small
        && whole
        && main.unit.factor == Decimal::ONE
        && cents.unit.factor == Decimal::new(1, 2)
        && (main.unit.code == cents.unit.code || cents.unit.rule == "money/minor")
        && doc.gap(cents.tokens.start) != Gap::Paragraph
}

fn with_cents(main: Figure<Unit>, cents: Figure<Unit>) -> Figure<Unit> {
    let amount = match (main.amount, cents.amount) {
        (Amount::Exact(a), Amount::Exact(b)) => {
            b.checked_mul(cents.unit.factor).and_then(|b| a.checked_add(b)).map_or(main.amount, Amount::Exact)
        }
        (amount, _) => amount,
    };
    let unit = Unit { rule: "money/main-and-minor", ..main.unit };
    Figure { tokens: main.tokens.start..cents.tokens.end, amount, unit, ..main }
}

/// "15 dollars and 50.", "15 dollars 50.": two digits that end the phrase.
fn with_bare_cents(doc: &Doc, numerals: &[Numeral], main: Figure<Unit>) -> Figure<Unit> {
    let and = usize::from(doc.is(main.tokens.end, "and"));
    let cents = numerals.get(main.numerals.1 + 1).filter(|n| {
        let digits = doc.slice(&n.tokens);
        n.tokens.start == main.tokens.end + and
            && digits.len() == 2
            && digits.bytes().all(|b| b.is_ascii_digit())
            && doc.gap(n.tokens.start) == Gap::Space
            && matches!(doc.kind(n.tokens.end), None | Some(TokenKind::Punct))
            && !doc.is(n.tokens.end, "-")
    });
    match (cents, main.amount) {
        (Some(cents), Amount::Exact(whole))
            if main.unit.rule == "money/name" && main.unit.factor == Decimal::ONE && whole.fract().is_zero() =>
        {
            let amount = whole.checked_add(cents.value / Decimal::ONE_HUNDRED).map_or(main.amount, Amount::Exact);
            let unit = Unit { rule: "money/main-and-minor", ..main.unit };
            Figure { tokens: main.tokens.start..cents.tokens.end, amount, unit, ..main }
        }
        _ => main,
    }
}

struct Reader<'d, 'a> {
    doc: &'d Doc<'a>,
    countries: OnceCell<Countries>,
}

impl Reader<'_, '_> {
    fn countries(&self) -> &Countries {
        self.countries.get_or_init(|| Countries::of(self.doc))
    }

    /// The numeral with its currency, and whether a minus stands before the sign.
    fn measure(&self, numeral: &Numeral) -> Option<(Measured<Unit>, bool)> {
        if numeral.form == Form::Ordinal {
            return None;
        }
        let doc = self.doc;
        let after = self.after(numeral);
        if let Some((currency, start)) = self.before(numeral) {
            let mut unit = self.unit(currency, start)?;
            let mut end = numeral.tokens.end;
            // "$5 million US", "$50 CAD", "$10 dollars": the currency said twice, or said more closely.
            if let Some((more, more_end)) = &after {
                if more.factor == Decimal::ONE && (more.code == unit.code || is_closer(currency, more)) {
                    unit.code = more.code;
                    end = *more_end;
                }
            } else if is_shared_dollar(currency)
                && doc.is_any(end, keys!["us", "u.s."])
                && doc.is_capital(end)
                && !starts_phrase(doc, end + 1)
            {
                unit.code = "USD";
                end += 1;
            }
            let minus = start.checked_sub(1).filter(|&m| is_minus(doc, m));
            let tokens = minus.unwrap_or(start)..end;
            return Some((Measured { tokens, unit, side: Side::Before }, minus.is_some()));
        }
        let (unit, end) = after?;
        let measured = Measured { tokens: numeral.tokens.start..end, unit, side: Side::After };
        Some((measured, false))
    }

    fn before(&self, numeral: &Numeral) -> Option<(&'static Currency, usize)> {
        let (doc, at) = (self.doc, numeral.tokens.start);
        let (currency, start) = currency::before(doc, at)?;
        let fits = match currency.needs {
            _ if doc.gap(at) > Gap::Space => false,
            _ if currency.kind == Kind::Sign
                && doc.glued(start)
                && doc.kind(start.wrapping_sub(1)) == Some(TokenKind::Number) =>
            {
                false
            }
            Needs::Glue => doc.glued(at),
            Needs::After | Needs::Pence => false,
            Needs::LargeNumber => doc.glued(at) || is_large(doc, numeral),
            Needs::Slip => is_large(doc, numeral),
            // "10 $ 30 $": a sign between two numbers, apart from both, is the first one's.
            _ if currency.kind == Kind::Sign
                && !doc.glued(at)
                && doc.kind(start.wrapping_sub(1)) == Some(TokenKind::Number) =>
            {
                false
            }
            Needs::Nothing | Needs::Evidence => true,
        };
        fits.then_some((currency, start))
    }

    fn after(&self, numeral: &Numeral) -> Option<(Unit, usize)> {
        let (doc, end) = (self.doc, numeral.tokens.end);
        let at = past_hyphen(doc, end);
        if doc.gap(at) > Gap::Line {
            return None;
        }
        let (currency, after) = currency::after(doc, at)?;
        let glued = doc.glued(at) && at == end;
        let fits = match currency.needs {
            Needs::LargeNumber => (glued && is_large(doc, numeral)) || self.has_evidence(numeral, currency),
            Needs::Slip => false,
            // "10 $ 30 $" is money twice; "5 $30 tickets" is not five dollars.
            _ if currency.kind == Kind::Sign && !glued => {
                doc.kind(after) != Some(TokenKind::Number) || !doc.glued(after)
            }
            Needs::Pence => is_pence(doc, numeral, at),
            Needs::Evidence => self.has_evidence(numeral, currency),
            Needs::Nothing | Needs::Glue | Needs::After => true,
        };
        // "108.79 JPY=" is a ticker.
        let ticker = currency.kind == Kind::Code && doc.is(after, "=");
        // "Short of **the 50 mark** that separates growth from decline"
        let line = doc.is(at, "mark") && doc.is(numeral.tokens.start.wrapping_sub(1), "the");
        if !fits || ticker || line {
            return None;
        }
        if currency.code == Code::Shared("pound") && self.is_weight(numeral, at, after) {
            return None;
        }
        Some((self.unit(currency, at)?, after))
    }

    fn unit(&self, currency: &Currency, at: usize) -> Option<Unit> {
        let code = match currency.code {
            Code::Own(code) => code,
            Code::Shared(group) => self.countries().resolve(self.doc, group, at)?,
        };
        let rule = match (currency.kind, currency.factor < Decimal::ONE) {
            (_, true) => "money/minor",
            (Kind::Sign, _) => "money/sign",
            (Kind::Code, _) => "money/code",
            (Kind::Name, _) => "money/name",
        };
        Some(Unit { code, factor: currency.factor, rule })
    }

    fn has_evidence(&self, numeral: &Numeral, currency: &Currency) -> bool {
        let named = matches!(currency.code, Code::Own(code) if self.countries().names(code));
        named || (numeral.scale > Decimal::ONE_HUNDRED && currency.form.len() > 2)
    }

    /// Pounds that weigh: "a 20-pound turkey", "208 pounds", "50 pounds of flour", where nothing British speaks.
    fn is_weight(&self, numeral: &Numeral, at: usize, after: usize) -> bool {
        let doc = self.doc;
        let weighs = doc.sentence(at).any(|i| is_a(doc, i, WordClass::Weight));
        let per_area = doc.starts(after, keys!["per", "square"]);
        if weighs || per_area || doc.starts(after, keys!["-", "feet"]) {
            return true;
        }
        let money =
            doc.sentence(at).any(|i| doc.is_any(i, keys!["$", "€", "dollar", "dollars", "euro", "euros", "pence"]));
        numeral.scale < Decimal::from(1_000_000)
            && !money
            && !["GBP", "EGP", "LBP", "SYP", "SDG", "IEP"].iter().any(|c| self.countries().names(c))
            && !doc.text.contains('£')
    }
}

/// Whether the currency after a sign says which one it is ("$50 CAD", "¥500 yuan").
fn is_closer(sign: &Currency, more: &Unit) -> bool {
    matches!(sign.code, Code::Shared(group) if shared::may_be(group, more.code)) && more.rule != "money/sign"
}

fn is_shared_dollar(currency: &Currency) -> bool {
    currency.code == Code::Shared("dollar")
}

/// Whether a word that a name goes on with follows ("$5bn U.S. deal").
fn starts_phrase(doc: &Doc, at: usize) -> bool {
    doc.kind(at) == Some(TokenKind::Word)
        && doc.gap(at) <= Gap::Line
        && !doc.is_any(
            at,
            keys!["a", "an", "per", "in", "on", "for", "by", "from", "at", "and", "or", "as", "to", "with", "after"],
        )
}

/// A sign glued to the amount ("-$3bn"), or its word where no sum stands before it ("compared **with minus $3bn**", not "revenue
/// minus $3bn of costs").
fn is_minus(doc: &Doc, at: usize) -> bool {
    if doc.is_any(at, keys!["minus", "negative"]) {
        let stands = keys!["with", "to", "from", "at", "of", "than", "is", "was", "are", "were", "a"];
        return at > 0 && doc.gap(at + 1) <= Gap::Space && doc.is_any(at - 1, stands);
    }
    let opens = at == 0 || !doc.glued(at) || doc.is_any(at - 1, keys!["(", "[", "|"]);
    doc.is_any(at, keys!["-", "−", "–"]) && doc.glued(at + 1) && opens
}

/// Grouped digits, a decimal or a scale: what an amount has and a list number has not.
fn is_large(doc: &Doc, numeral: &Numeral) -> bool {
    numeral.scale > Decimal::ONE || doc.slice(&numeral.tokens).contains([',', '.'])
}

/// "118.5p", "68 p at": digits, and no letter for something else ("1080p", "p 5").
fn is_pence(doc: &Doc, numeral: &Numeral, at: usize) -> bool {
    let resolution = [480, 720, 1080, 1440, 2160, 4320].contains(&numeral.value.try_into().unwrap_or(0));
    let ends = doc.kind(at + 1) != Some(TokenKind::Number)
        && !(doc.kind(at + 1) == Some(TokenKind::Punct) && doc.is(at + 1, ".") && doc.glued(at + 2));
    numeral.form == Form::Digits && numeral.scale == Decimal::ONE && !resolution && ends && doc.gap(at) <= Gap::Space
}

#[cfg(test)]
mod tests {
    use crate::mention::cases::check_cases;

    #[test]
    fn cases() {
        let fired = check_cases("src/mention/money/cases.en.tsv", &["money"]);
        for rule in ["money/sign", "money/code", "money/name", "money/minor", "money/main-and-minor", "money/compared"]
        {
            assert!(fired.contains(rule), "no case fires {rule}");
        }
    }
}
