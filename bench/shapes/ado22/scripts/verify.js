const axios = require('axios');
const minimist = require('minimist');

const { projectUrl, pipelineId, token } = minimist(process.argv.slice(2));
const auth = { username: '', password: token };
const apiVersion = 'api-version=7.0';

async function run() {
  const url = `${projectUrl}/_apis/pipelines/${pipelineId}/runs?${apiVersion}`;
  const { data: started } = await axios.post(url, {}, { auth });
  console.log(started.url);
}

run().catch(error => { console.error(error); process.exit(1); });
