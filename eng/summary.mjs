// Adds up the suites' results (CTRF) and says so in one line, the last one.
import { readFileSync } from "node:fs";

let passed = 0, failed = 0, skipped = 0;
for (const file of process.argv.slice(2)) {
  const { results } = JSON.parse(readFileSync(file, "utf8"));
  passed += results.summary.passed;
  failed += results.summary.failed + (results.summary.other ?? 0);
  skipped += results.summary.skipped + (results.summary.pending ?? 0);
  for (const test of results.tests) {
    if (test.status === "skipped") console.log(`skipped: ${test.name}: ${test.message ?? ""}`);
    if (test.status === "failed") console.log(`FAILED: ${test.name}`);
  }
}
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = passed === 0 || failed > 0 ? 1 : 0;
