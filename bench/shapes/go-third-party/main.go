package main

import (
	"context"
	"os"

	"github.com/mcdafydd/go-azuredevops/azuredevops"
)

func main() {
	transport := azuredevops.BasicAuthTransport{Username: "", Password: os.Getenv("AZDO_TOKEN")}
	client, err := azuredevops.NewClient(transport.Client())
	if err != nil {
		panic(err)
	}
	ctx := context.Background()
	client.PullRequests.CreateStatus(ctx, "acme", "shop", "web", 7, &azuredevops.GitPullRequestStatus{})
	client.UserEntitlements.GetUserID(ctx, "acme", "me")
}
