package comments

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/oauth2"
)

type pullRequest struct {
	http   *http.Client
	apiURL string
	number int
}

func client(ctx context.Context, token string) (*http.Client, error) {
	value, kind := token, "Bearer"
	if len(token) == 52 {
		value = base64.StdEncoding.EncodeToString([]byte(":" + token))
		kind = "Basic"
	}
	return oauth2.NewClient(ctx, oauth2.StaticTokenSource(&oauth2.Token{AccessToken: value, TokenType: kind})), nil
}

func apiOf(repository string) (string, error) {
	api, err := url.Parse(repository)
	if err != nil {
		return "", fmt.Errorf("no URL: %w", err)
	}
	parts := strings.Split(api.Path, "_git/")
	if len(parts) != 2 {
		return "", fmt.Errorf("no repository: %s", repository)
	}
	api.User = nil
	api.Path = fmt.Sprintf("%s_apis/git/repositories/%s", parts[0], parts[1])
	if !strings.HasSuffix(api.Path, "/") {
		api.Path += "/"
	}
	return api.String(), nil
}

func Open(ctx context.Context, repository string, number int, token string) (*Commenter, error) {
	client, err := client(ctx, token)
	if err != nil {
		return nil, err
	}
	api, err := apiOf(repository)
	if err != nil {
		return nil, err
	}
	pr := &pullRequest{http: client, apiURL: api, number: number}
	return commenter(pr), nil
}

func (p *pullRequest) Comment(text string) error {
	url := fmt.Sprintf("%spullRequests/%d/threads?api-version=7.1", p.apiURL, p.number)
	req, err := http.NewRequest("POST", url, strings.NewReader(text))
	if err != nil {
		return err
	}
	_, err = p.http.Do(req)
	return err
}
