// Holds SARIF files against the official schema: `node validate.js MODULES FILE...`.
'use strict';

const fs = require('fs');
const path = require('path');

const [modules, ...files] = process.argv.slice(2);
const Ajv = require(path.join(modules, 'ajv'));
const draft4 = require(path.join(modules, 'ajv/lib/refs/json-schema-draft-04.json'));
const schema = require(path.join(modules, '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'));

const ajv = new Ajv({schemaId: 'auto', allErrors: true, format: 'full'});
ajv.addMetaSchema(draft4);
const validate = ajv.compile(schema);

let wrong = 0;
for (const file of files) {
  if (validate(JSON.parse(fs.readFileSync(file, 'utf8')))) continue;
  ++wrong;
  for (const error of validate.errors) {
    console.error(`${file}: ${error.dataPath || '/'} ${error.message} ${JSON.stringify(error.params)}`);
  }
}
console.log(`${files.length - wrong} of ${files.length} files are valid SARIF 2.1.0`);
process.exit(wrong === 0 && files.length > 0 ? 0 : 1);
