/** The look of a packet: black on white, on paper as on a screen. */
export const STYLE = `:root { color-scheme: light; }
*, *::before, *::after { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #111; font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 1000px; margin: 0 auto; padding: 24px 16px 48px; }
h1 { font-size: 24px; line-height: 1.25; margin: 0 0 16px; }
h2 { font-size: 18px; margin: 32px 0 8px; padding-top: 8px; border-top: 2px solid #111; }
h3 { font-size: 14px; margin: 20px 0 4px; }
p, ul, dl { margin: 0 0 8px; }
ul { padding-left: 20px; }
p, li, dd, td, th { unicode-bidi: isolate; overflow-wrap: break-word; }
dd { min-width: 0; }
.lead { font-size: 16px; font-weight: 600; }
.soft, small, .record { color: #444; }
small { font-size: 12px; }
td { min-width: 64px; }
.record { overflow-wrap: anywhere; font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 11px; }
.id { white-space: nowrap; }
.text { white-space: pre-line; overflow-wrap: anywhere; }
.hash { font-variant-ligatures: none; font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 13px; overflow-wrap: normal; }
.warn { padding: 8px 12px; border: 1px solid #8a5a00; border-left-width: 6px; margin: 0 0 12px; }
dl > div { display: grid; grid-template-columns: 190px minmax(0, 1fr); gap: 0 12px; padding: 2px 0; border-bottom: 1px solid #e3e3e3; }
dt { color: #444; }
dd { margin: 0; }
table { width: 100%; border-collapse: collapse; margin: 8px 0 16px; }
caption { text-align: left; font-weight: 600; padding-bottom: 4px; }
th, td { text-align: left; vertical-align: top; padding: 4px 8px 4px 0; border-bottom: 1px solid #ccc; }
thead th { border-bottom: 2px solid #111; }
tbody th { font-weight: 600; }
tbody th .record { font-weight: 400; }
#rules table:last-of-type th { width: 65%; font-weight: 400; }
.note td, .note th { border-bottom-color: #999; padding-top: 0; font-weight: 400; }
.open th, .open td { border-bottom: 0; }
.voided { text-decoration: line-through; }
.sum th, .sum td { border-top: 2px solid #111; font-weight: 600; }
@media (max-width: 640px) {
  dl > div { grid-template-columns: minmax(0, 1fr); }
  table, thead, tbody, tr, th, td, caption { display: block; }
  thead { display: none; }
  tr { padding: 4px 0; border-bottom: 1px solid #999; }
  th, td { border: 0; padding: 1px 0; }
}
@page { margin: 16mm 14mm 20mm; font: 8pt system-ui, sans-serif; @bottom-right { content: counter(page) " of " counter(pages); } }
@media print {
  body { font-size: 9pt; line-height: 1.35; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 16pt; }
  h2 { font-size: 13pt; break-after: avoid; }
  h3, caption { font-size: 9.5pt; break-after: avoid; }
  .lead { font-size: 11pt; }
  th, td { padding: 2pt 6pt 2pt 0; }
  .record, small, .hash { font-size: 7.5pt; }
  #ledger, #facts { break-before: page; }
  h2, h3, caption { break-after: avoid; }
  thead { display: table-header-group; }
  tr, li, dl > div, .warn { break-inside: avoid; }
  .open { break-after: avoid; }
  a { color: inherit; }
}`;
