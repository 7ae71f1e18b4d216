use crate::auth::get_credentials;
use anyhow::Result;
use azure_devops_rust_api::git::{self, models::GitRepositoryCreateOptions};
use azure_devops_rust_api::wit;

pub async fn create(project: &str, name: &str) -> Result<()> {
    let creds = get_credentials()?;
    let credential = azure_devops_rust_api::Credential::from_pat(creds.pat);
    let client = git::ClientBuilder::new(credential).build();
    let options = GitRepositoryCreateOptions { name: Some(name.to_string()), ..Default::default() };
    client.repositories_client().create(&creds.organization, options, project).await?;
    Ok(())
}

pub async fn list(project: &str) -> Result<()> {
    let creds = get_credentials()?;
    let credential = azure_devops_rust_api::Credential::from_pat(creds.pat.clone());
    let client = wit::ClientBuilder::new(credential).build();
    client.work_items_client().get_work_item(&creds.organization, 7, project).await?;
    Ok(())
}
