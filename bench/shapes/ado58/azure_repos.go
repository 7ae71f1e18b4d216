package comment

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
)

type AzureReposExtra struct {
	Token string
}

type handler struct {
	client  *http.Client
	baseURL string
	token   string
}

func newHandler(repoURL string, extra AzureReposExtra) (*handler, error) {
	u, err := url.Parse(repoURL)
	if err != nil {
		return nil, err
	}
	return &handler{client: &http.Client{}, baseURL: buildAPIURL(u), token: extra.Token}, nil
}

func buildAPIURL(u *url.URL) string {
	return fmt.Sprintf("https://dev.azure.com/%s/_apis/git/repositories/%s/", u.Host, u.Path)
}

func (h *handler) request(ctx context.Context, verb string, target string, body []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, verb, target, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	if len(h.token) == 52 {
		req.Header.Set("Authorization", fmt.Sprintf("Basic %s", base64.StdEncoding.EncodeToString([]byte(":"+h.token))))
	} else {
		req.Header.Set("Authorization", fmt.Sprintf("Bearer %s", h.token))
	}
	return h.client.Do(req)
}

func (h *handler) find(ctx context.Context, pull int) error {
	_, err := h.request(ctx, "GET", fmt.Sprintf("%spullRequests/%d/threads?api-version=6.0", h.baseURL, pull), nil)
	return err
}

func (h *handler) create(ctx context.Context, pull int, body []byte) error {
	_, err := h.request(ctx, "POST", fmt.Sprintf("%spullRequests/%d/threads?api-version=6.0", h.baseURL, pull), body)
	return err
}

func (h *handler) remove(ctx context.Context, pull int, thread int) error {
	_, err := h.request(ctx, "DELETE", fmt.Sprintf("%spullRequests/%d/threads/%d/comments/1?api-version=6.0", h.baseURL, pull, thread), nil)
	return err
}
