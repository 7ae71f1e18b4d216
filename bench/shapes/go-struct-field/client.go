package pools

import (
	"net/http"
	"strconv"
	"strings"
)

type Client struct {
	Http        *http.Client
	Address     string
	Collection  string
	AccessToken string
}

func (c *Client) Agents(pool int) error {
	var url = c.buildURL("/_apis/distributedtask/pools/" + strconv.Itoa(pool) + "/agents?includeCapabilities=false")
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return err
	}
	req.SetBasicAuth("", c.AccessToken)
	return c.send(req)
}

func (c *Client) Jobs(pool int) error {
	var url = c.buildURL("/_apis/distributedtask/pools/" + strconv.Itoa(pool) + "/jobrequests/?completedRequestCount=0")
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return err
	}
	req.SetBasicAuth("", c.AccessToken)
	return c.send(req)
}

func (c *Client) send(req *http.Request) error {
	retry := func() error {
		_, err := c.Http.Do(req)
		return err
	}
	return retry()
}

func (c *Client) buildURL(url string) string {
	base := c.Address
	if c.Collection != "" {
		base = c.Address + "/" + c.Collection
	}
	if !strings.HasPrefix(url, "/") {
		url = "/" + url
	}
	return base + url
}
