package azdo

import (
	"context"

	"github.com/microsoft/azure-devops-go-api/azuredevops/v7"
	"github.com/microsoft/azure-devops-go-api/azuredevops/v7/build"
	"github.com/microsoft/azure-devops-go-api/azuredevops/v7/git"
)

type AuthProvider func(ctx context.Context) (string, error)

func NewConnection(url string, header string) *azuredevops.Connection {
	return &azuredevops.Connection{AuthorizationString: header, BaseUrl: url}
}

type BuildClient struct {
	build.Client
	project string
}

func NewBuildClient(ctx context.Context, url, project, header string) BuildClient {
	client, err := build.NewClient(ctx, NewConnection(url, header))
	if err != nil {
		panic(err)
	}
	return BuildClient{Client: client, project: project}
}

func (b BuildClient) Queue(ctx context.Context, args build.QueueBuildArgs) error {
	_, err := b.Client.QueueBuild(ctx, args)
	return err
}

func DefaultBranch(ctx context.Context, url string, provider AuthProvider) string {
	header, err := provider(ctx)
	if err != nil {
		panic(err)
	}
	client, err := git.NewClient(ctx, NewConnection(url, header))
	if err != nil {
		panic(err)
	}
	repository, err := client.GetRepository(ctx, git.GetRepositoryArgs{})
	if err != nil {
		panic(err)
	}
	return *repository.DefaultBranch
}
