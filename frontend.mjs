// Builds the front-end files: `npm run build`. Reads wijkschakel/web/static/{css,js},
// writes wijkschakel/web/static/dist/ (which is not in the repository).
import { build } from "esbuild";
import { cp, mkdir, readdir, rm } from "node:fs/promises";

const source = "wijkschakel/web/static";
const target = `${source}/dist`;
const themes = (await readdir(`${source}/css/themes`)).filter((name) => name.endsWith(".css"));

await rm(target, { recursive: true, force: true });
await build({
  entryPoints: [
    { in: `${source}/css/index.css`, out: "css/wijkschakel" },
    { in: `${source}/js/index.js`, out: "js/wijkschakel" },
    { in: `${source}/css/paper/index.css`, out: "css/paper" },
    ...themes.map((name) => ({
      in: `${source}/css/themes/${name}`,
      out: `css/themes/${name.slice(0, -".css".length)}`,
    })),
  ],
  outdir: target,
  bundle: true,
  minify: true,
  legalComments: "eof",
  loader: { ".woff2": "file" },
  external: ["drawing:*"], // drawn while a printed product is made
  assetNames: "fonts/[name]",
  target: ["es2020", "chrome111", "firefox113", "safari16.2"],
  logLevel: "info",
});
await mkdir(`${target}/icons`, { recursive: true });
await cp(`${source}/icons`, `${target}/icons`, { recursive: true });
