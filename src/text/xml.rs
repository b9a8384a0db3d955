//! Text as XML and HTML hold it.

/// Text none of whose characters mean anything to XML or HTML, in an element or an attribute. What XML cannot
/// hold is shown as a replacement character.
///
/// ```
/// use chainrule::text::escape_xml;
/// assert_eq!(escape_xml("a < \"b\" & \u{1b}"), "a &lt; &quot;b&quot; &amp; \u{fffd}");
/// ```
pub fn escape_xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | ' '..='\u{7e}' | '\u{a0}'..='\u{fffd}' | '\u{10000}'.. => escaped.push(c),
            _ => escaped.push(char::REPLACEMENT_CHARACTER),
        }
    }
    escaped
}
