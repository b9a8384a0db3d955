//! What the kernel tells of a process.

use std::fs;

/// Sums over a process and its threads since it began.
#[derive(Debug, Clone, Copy, Default)]
pub struct Told {
    /// Calls that write.
    pub writes: u64,
    /// How often it went to sleep, which is as often as it woke up.
    pub sleeps: u64,
    /// The most memory that it held, in bytes.
    pub most_memory: u64,
    /// Its time on the processor, in seconds.
    pub busy: f64,
}

/// The number after a word at a line's begin.
fn number(text: &str, word: &str) -> u64 {
    let line = text.lines().find_map(|line| line.strip_prefix(word));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// Reads it; zeros of a process that is gone.
pub fn read(process: u32) -> Told {
    let of = |name: &str| fs::read_to_string(format!("/proc/{process}/{name}")).unwrap_or_default();
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let sleeps = threads.map(|thread| {
        let status = fs::read_to_string(thread.path().join("status")).unwrap_or_default();
        number(&status, "voluntary_ctxt_switches:")
    });
    Told {
        writes: number(&of("io"), "syscw:"),
        sleeps: sleeps.sum(),
        most_memory: number(&of("status"), "VmHWM:") * 1024,
        busy: busy(&of("stat")),
    }
}

/// Time on the processor: the 14th and 15th field, in hundredths of a second, of a line whose second field is a
/// name in parentheses.
fn busy(stat: &str) -> f64 {
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let fields = after_name.split_whitespace().skip(11).take(2);
    fields.filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}
