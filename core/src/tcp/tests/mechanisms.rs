//! The mechanisms at work in a connection: what each alone cannot show.

mod acknowledging;
mod calls;
mod closing;
mod opening;
mod recovering;
mod repeating;
mod reporting;
mod sending;
mod windows;
