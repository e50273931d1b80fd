import { canonicalJson, inGroups } from './canonical.ts';
import type { PacketData } from './data.ts';
import { embeddedJson, Html, markup } from './html.ts';
import { chargesPart } from './page/charges.ts';
import { consentPart } from './page/consent.ts';
import { eligibilityPart } from './page/eligibility.ts';
import { factsPart } from './page/facts.ts';
import { rulesPart } from './page/findings.ts';
import { ledgerPart } from './page/ledger.ts';
import { planPart } from './page/plan.ts';
import { STYLE } from './page/style.ts';
import { summaryPart } from './page/summary.ts';
import { monthText } from './words.ts';

/**
 * The file of a packet: a page that needs nothing but itself, with the data in it. The same data and hash always give the same
 * characters, wherever it is made: that is how an altered page is found. A change here that alters them takes a new number of
 * the format.
 */
export function packetPage(data: PacketData, sha256: string): string {
  const heading = `CCM audit packet, ${monthText(data.month)}`;
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="packet-sha256" content="${sha256}">
<title>${heading}</title>
<style>
${new Html(STYLE)}
@page {
  @bottom-left { content: "${heading}"; }
  @bottom-center { font-family: ui-monospace, Menlo, Consolas, monospace; content: "SHA-256 ${inGroups(sha256.slice(0, 16))} …"; }
}
</style>
</head>
<body>
<main>
<h1>${heading}</h1>
${summaryPart(data, sha256)}
${eligibilityPart(data)}
${consentPart(data)}
${planPart(data)}
${ledgerPart(data)}
${chargesPart(data)}
${factsPart(data)}
${rulesPart(data)}
</main>
<script type="application/json" id="packet-data">
${embeddedJson(canonicalJson(data))}
</script>
</body>
</html>
`;
  return page.text;
}
