param([string]$Organization, [string]$Token = ($env:AZURE_DEVOPS_EXT_PAT ?? $env:AZDO_PERSONAL_ACCESS_TOKEN))
Write-Output $Token | az devops login --organization $Organization
$pools = az pipelines pool list `
    --organization $Organization `
    --query "[?isHosted==``false``].id" | ConvertFrom-Json
foreach ($pool in $pools) {
    az pipelines pool show --id $pool --organization $Organization
    az pipelines agent list --pool-id $pool --organization $Organization --include-capabilities
}
