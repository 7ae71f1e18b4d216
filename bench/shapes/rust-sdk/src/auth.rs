use anyhow::{anyhow, Result};

pub struct Credentials {
    pub organization: String,
    pub pat: String,
}

pub fn get_credentials() -> Result<Credentials> {
    let pat = match std::env::var("AZDO_PAT") {
        Ok(pat) => pat,
        Err(_) => return Err(anyhow!("set AZDO_PAT")),
    };
    let organization = std::env::var("AZDO_ORG").unwrap_or_else(|_| "acme".to_string());
    Ok(Credentials { organization, pat })
}
