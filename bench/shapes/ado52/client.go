package vcs

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

type Client struct {
	http *http.Client
	base string
	token string
}

func NewClient(hostname string, token string) *Client {
	return &Client{http: &http.Client{}, base: "https://" + hostname, token: token}
}

func (c *Client) do(ctx context.Context, verb string, route string, body interface{}) (*http.Response, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, verb, fmt.Sprintf("%s/%s", c.base, route), bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth("", c.token)
	return c.http.Do(req)
}

func (c *Client) GetPull(ctx context.Context, owner, project, repo string, number int) error {
	_, err := c.do(ctx, http.MethodGet, fmt.Sprintf("%s/%s/_apis/git/repositories/%s/pullRequests/%d", owner, project, repo, number), nil)
	return err
}

func (c *Client) UpdateStatus(ctx context.Context, owner, project, repo string, number int) error {
	route := fmt.Sprintf("%s/%s/_apis/git/repositories/%s/pullRequests/%d/statuses?api-version=5.1-preview.1", owner, project, repo, number)
	_, err := c.do(ctx, http.MethodPost, route, map[string]string{"state": "succeeded"})
	return err
}

func (c *Client) Merge(ctx context.Context, owner, project, repo string, number int) error {
	route := fmt.Sprintf("%s/%s/_apis/git/repositories/%s/pullRequests/%d?api-version=5.1", owner, project, repo, number)
	_, err := c.do(ctx, http.MethodPatch, route, map[string]string{"status": "completed"})
	return err
}

func (c *Client) TeamNames(ctx context.Context, owner string, user string) error {
	req, err := http.NewRequest("GET", "https://vsaex.dev.azure.com/"+owner+"/_apis/userentitlements/"+user, nil)
	if err != nil {
		return err
	}
	req.SetBasicAuth("", c.token)
	_, err = c.http.Do(req)
	return err
}
