//! Makes what the features ask for.

#[cfg(feature = "library")]
#[path = "build/library.rs"]
mod library;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    #[cfg(feature = "library")]
    library::write()?;
    Ok(())
}
