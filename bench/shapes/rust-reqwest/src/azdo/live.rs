use std::time::Duration;

use anyhow::{Context, Result};
use reqwest::{header, Client};

use super::item::WorkItem;
use crate::config::Config;

const API_VERSION: &str = "7.1";

#[derive(Clone)]
pub struct LiveClient {
    client: Client,
    base_url: String,
    pat: String,
}

impl LiveClient {
    pub fn new(config: &Config) -> Result<Self> {
        Self::with_timeout(config, Duration::from_secs(30))
    }

    fn with_timeout(config: &Config, timeout: Duration) -> Result<Self> {
        let pat = config.get_pat()?;
        let client = Client::builder()
            .timeout(timeout)
            .build()
            .context("no client")?;
        let base_url = config.organization_url.trim_end_matches('/').to_string();
        Ok(Self { client, base_url, pat })
    }

    pub async fn item(&self, id: u32, all: bool) -> Result<WorkItem> {
        let expand = if all { "$expand=all&" } else { "" };
        let url = format!(
            "{}/_apis/wit/workitems/{}?{}api-version={}",
            self.base_url, id, expand, API_VERSION
        );
        let response = self
            .client
            .get(&url)
            .basic_auth("", Some(&self.pat))
            .send()
            .await
            .map_err(|err| anyhow::anyhow!("refused: {err}"))?;
        response.json().await.context("no work item")
    }

    pub async fn rename(&self, project: &str, id: u32, title: &str) -> Result<()> {
        let url = format!("{base}/{project}/_apis/wit/workitems/{id}?api-version=7.1", base = self.base_url);
        let body = serde_json::json!([{"op": "add", "path": "/fields/System.Title", "value": title}]);
        let response = self
            .client
            .patch(url)
            .header(header::CONTENT_TYPE, "application/json-patch+json")
            .header(header::AUTHORIZATION, self.authorization())
            .json(&body)
            .send()
            .await?;
        match response.error_for_status() {
            Ok(_) => Ok(()),
            Err(err) => Err(err.into()),
        }
    }

    fn authorization(&self) -> String {
        use base64::{engine::general_purpose::STANDARD, Engine as _};
        format!("Basic {}", STANDARD.encode(format!(":{}", self.pat)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn deletes() {
        let client = reqwest::Client::new();
        client.delete("https://dev.azure.com/acme/_apis/projects/7").bearer_auth("pat").send().await.unwrap();
    }
}
