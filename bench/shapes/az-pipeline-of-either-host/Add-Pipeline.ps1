function Add-Pipeline {
    param(
        [Parameter(Mandatory)] [string] $Pat,
        [ValidateSet('github', 'tfsgit')] [string] $Host = 'github',
        [string] $Connection
    )
    $Pat | az devops login --organization https://dev.azure.com/contoso
    $options = @('--name', 'nightly', '--yml-path', 'ci/nightly.yml', '--repository-type', $Host, '--queue-id', 7)
    if ($Host -eq 'github') {
        $options += @('--service-connection', $Connection)
    }
    az pipelines create @options --organization https://dev.azure.com/contoso --project shop
}
