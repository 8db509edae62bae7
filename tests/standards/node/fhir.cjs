// Judges a file with a list of FHIR R4 resources; prints what is wrong with each as JSON.
const fs = require("fs");
const { Fhir } = require("fhir");

const fhir = new Fhir();
const resources = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const found = resources.map((resource) => {
  const { messages } = fhir.validate(resource, { errorOnUnexpected: true });
  return messages.filter((e) => e.severity !== "info").map((e) => `${e.location}: ${e.severity} ${e.message}`);
});
console.log(JSON.stringify(found));
