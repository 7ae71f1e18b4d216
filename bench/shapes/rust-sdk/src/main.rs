mod auth;
mod repos;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    repos::create("shop", "web").await?;
    repos::list("shop").await?;
    Ok(())
}
