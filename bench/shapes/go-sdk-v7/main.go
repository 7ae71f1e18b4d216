package main
import ("context"; "os"; "github.com/microsoft/azure-devops-go-api/azuredevops/v7"; "github.com/microsoft/azure-devops-go-api/azuredevops/v7/core")
func main() {
	connection := azuredevops.NewPatConnection("https://dev.azure.com/acme", os.Getenv("AZDO_PAT"))
	ctx := context.Background()
	coreClient, err := core.NewClient(ctx, connection)
	if err != nil { panic(err) }
	coreClient.QueueCreateProject(ctx, core.QueueCreateProjectArgs{})
}
