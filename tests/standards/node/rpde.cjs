// Walks a feed as the RPDE specification says; prints what is wrong as JSON.
const { RpdeValidator } = require("@openactive/rpde-validator");

(async () => {
  console.log = () => {};
  const log = await RpdeValidator(process.argv[2], { timeoutMs: 10000, pageLimit: 20 });
  const found = log.pages.flatMap((page) =>
    page.errors.map((e) => ({ url: page.url, type: e.type, severity: e.severity, message: e.message }))
  );
  process.stdout.write(JSON.stringify({ pages: log.pages.length, found }));
})();
