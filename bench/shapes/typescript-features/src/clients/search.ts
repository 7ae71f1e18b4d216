import axios from 'axios';
import { resolveBaseUrls } from '../shared/urls';

export async function searchWiki(serverUrl: string, text: string) {
  const token = process.env.AZURE_DEVOPS_PAT;
  const header = `Basic ${Buffer.from(`:${token}`).toString('base64')}`;
  const { searchBaseUrl } = resolveBaseUrls(serverUrl);
  return await axios.post(`${searchBaseUrl}/_apis/search/wikisearchresults?api-version=7.1`, { searchText: text }, {
    headers: { Authorization: header },
  });
}
