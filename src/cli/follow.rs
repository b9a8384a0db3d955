//! Following a running explainer in a second terminal.

use std::process::ExitCode;

use super::Failure;
use super::args::Following;
use crate::runtime;

/// Follows, where that can be.
#[cfg(unix)]
pub(super) fn follow(following: &Following) -> Result<ExitCode, Failure> {
    use anyhow::Context as _;

    use super::args::FollowedView;
    use crate::runtime::second_screen::{Look, Wanted, folder, folders, follow, running};

    runtime::check_terminal().map_err(anyhow::Error::from)?;
    let folders = folders();
    folder(&folders).map_err(anyhow::Error::from)?;
    if let Some(process) = following.leader {
        let running: Vec<u32> = running(&folders).iter().map(|leader| leader.process).collect();
        if !running.contains(&process) {
            return Err(Failure::Failed(anyhow::anyhow!(not_running(process, &running))));
        }
    }
    let (theme, depth, ascii) = following.look();
    let look = Look { notes: following.view == FollowedView::Notes, theme, depth, ascii };
    let wanted = Wanted { process: following.leader, once: following.once };
    Ok(super::exit_code(follow(wanted, look).context("the terminal failed")?))
}

/// That no explainer has this number, and which do.
#[cfg(unix)]
fn not_running(process: u32, running: &[u32]) -> String {
    let numbers: Vec<String> = running.iter().map(u32::to_string).collect();
    let others = match running {
        [] => "none is running".to_owned(),
        [one] => format!("one is running: {one}"),
        _ => format!("running are {}", numbers.join(", ")),
    };
    format!("no explainer with the process number {process} is running; {others}")
}

/// Says that it cannot be.
#[cfg(not(unix))]
pub(super) fn follow(_: &Following) -> Result<ExitCode, Failure> {
    runtime::check_terminal().map_err(anyhow::Error::from)?;
    Err(Failure::Failed(anyhow::anyhow!(
        "chainrule follow needs Unix sockets, which this system does not have"
    )))
}
