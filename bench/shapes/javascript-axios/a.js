const axios = require('axios');
const token = process.env.AZURE_DEVOPS_TOKEN;
const client = axios.create({ baseURL: `https://dev.azure.com/${process.env.ORG}/proj/_apis`, headers: { Authorization: 'Basic ' + Buffer.from(':' + token).toString('base64') } });
async function run() {
  const { data } = await client.get('/wiki/wikis');
  await client.put(`/wiki/wikis/${data.id}/pages?path=/x`, {});
}
run();
