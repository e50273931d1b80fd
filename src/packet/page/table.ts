import { markup, type Html } from '../html.ts';

/** A table of rows; where there are none, the words that say so. */
export function table(caption: string, heads: readonly string[], rows: readonly Html[], none: string): Html {
  if (rows.length === 0) return markup`<p>${none}</p>`;
  return markup`<table>
<caption>${caption}</caption>
<thead>
<tr>${heads.map((head) => markup`<th scope="col">${head}</th>`)}</tr>
</thead>
<tbody>
${rows.map(asLine)}</tbody>
</table>`;
}

/** A row of cells, the first of which names it. */
export function row([first, ...cells]: readonly [string | Html, ...(string | Html)[]]): Html {
  return markup`<tr><th scope="row">${first}</th>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>`;
}

/** A list of names and values; lines without a value are left out. */
export function lines(named: readonly (readonly [name: string, value: string | Html | undefined])[]): Html {
  const there = named.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [markup`<div><dt>${name}</dt><dd>${value}</dd></div>`],
  );
  return markup`<dl>
${there.map(asLine)}</dl>`;
}

/** A list of points. */
export function points(items: readonly (string | Html)[]): Html {
  return markup`<ul>
${items.map((item) => asLine(markup`<li>${item}</li>`))}</ul>`;
}

/** A part of the page under its heading. */
export function part(id: string, heading: string, body: readonly Html[]): Html {
  return markup`<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${body.map(asLine)}</section>`;
}

/** A thing and, after it, where in the EHR it stands. */
export function withRecord(text: string, reference: string | undefined): Html {
  return reference === undefined ? markup`${text}` : markup`${text} ${recordText(reference)}`;
}

/** Where in the EHR something stands, in small letters. */
export function recordText(reference: string): Html {
  return markup`<small class="record">${reference}</small>`;
}

// An altered page is told line by line.
function asLine(one: Html): Html {
  return markup`${one}
`;
}
