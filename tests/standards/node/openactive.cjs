// Judges a file with a list of things by the OpenActive models; prints the failures as JSON.
const fs = require("fs");
const { validate } = require("@openactive/data-model-validator");

(async () => {
  const things = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
  const options = { loadRemoteJson: true, remoteJsonCachePath: process.argv[3], remoteJsonCacheTimeToLive: 1e9 };
  const found = [];
  for (const thing of things) {
    const errors = await validate(thing, options);
    found.push(errors.filter((e) => e.severity === "failure").map((e) => `${e.path} ${e.type}: ${e.message}`));
  }
  console.log(JSON.stringify(found));
})();
