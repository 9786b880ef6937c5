// Says what failed and why, then adds up the suites' results (CTRF) in one line, the last one.
import { readFileSync } from "node:fs";

let passed = 0, failed = 0, skipped = 0;
for (const file of process.argv.slice(2)) {
  const { results } = JSON.parse(readFileSync(file, "utf8"));
  passed += results.summary.passed;
  failed += results.summary.failed + (results.summary.other ?? 0);
  skipped += results.summary.skipped + (results.summary.pending ?? 0);
  for (const test of results.tests) {
    if (test.status === "skipped") console.log(`skipped: ${test.name}: ${test.message ?? ""}`);
    if (test.status === "failed") tell(test.name, test);
  }
  // What fails beside a test, when a class's fixture goes away for example.
  for (const error of results.extra?.suites?.flatMap(suite => suite.errors ?? []) ?? []) tell(`${error.name} (${error.type})`, error);
}
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = passed === 0 || failed > 0 ? 1 : 0;

function tell(name, { message, trace }) {
  console.log(`FAILED: ${name}\n${indented(message)}\n${indented(trace)}`);
}

function indented(text) {
  return (text ?? "").trimEnd().replaceAll("\r\n", "\n").replaceAll(/^/gm, "    ");
}
