import { choosePatient, expect, NOW, openChart, test } from './demo.ts';

test('the code and everything else the EHR put into the address is gone once the chart is open', async ({ clinic, demo }) => {
  const { page, app } = await openChart(clinic, demo, 'Ada Sampleton');
  await expect(app.getByRole('heading', { level: 1 })).toContainText('Eligible');
  const address =
    page
      .frames()
      .find((frame) => frame.url().startsWith(demo.appOrigin))
      ?.url() ?? '';
  expect([...new URL(address).searchParams.keys()]).toEqual(['session']);
  expect(address).not.toContain('demo-0001');
});

test('only the app’s host and the EHR are ever contacted', async ({ clinic, demo }) => {
  const hosts = new Set<string>();
  clinic.on('request', (request) => hosts.add(new URL(request.url()).origin));
  const { app } = await openChart(clinic, demo, 'Ada Sampleton');
  await expect(app.getByRole('heading', { level: 1 })).toContainText('Eligible');
  expect([...hosts].toSorted()).toEqual([demo.appOrigin, demo.ehrOrigin].toSorted());
});

test('choosing another patient in the same window shows that patient and nothing of the first', async ({ clinic, demo }) => {
  const { page, app } = await openChart(clinic, demo, 'Ada Sampleton');
  await expect(app.getByRole('banner')).toContainText('Ada Sampleton');
  await choosePatient(page, 'Felix Trialborough');
  await expect(app.getByRole('banner')).toContainText('Felix Trialborough');
  await expect(app.locator('body')).not.toContainText('Ada Sampleton');
});

test('two charts in two tabs stay two sessions, also after a reload of the app’s frame', async ({ clinic, demo }) => {
  const ada = await openChart(clinic, demo, 'Ada Sampleton');
  await expect(ada.app.getByRole('banner')).toContainText('Ada Sampleton');
  const felix = await openChart(clinic, demo, 'Felix Trialborough');
  await expect(felix.app.getByRole('banner')).toContainText('Felix Trialborough');
  for (const { page, app, name } of [
    { ...ada, name: 'Ada Sampleton' },
    { ...felix, name: 'Felix Trialborough' },
  ]) {
    const frame = page.frames().find((one) => one.url().startsWith(demo.appOrigin));
    await frame?.evaluate(() => window.location.reload());
    await expect(app.getByRole('banner')).toContainText(name);
  }
});

test('where the browser keeps nothing for a frame of another site, the app offers a window of its own, and works there', async ({
  context,
  demo,
}) => {
  await context.clock.setFixedTime(NOW.epochMilliseconds);
  // A browser that does not block storage in frames by itself is made to, in the frame alone.
  await context.addInitScript(() => {
    if (window.top === window.self) return;
    Object.defineProperty(window, 'sessionStorage', {
      get: () => {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  });
  const { app } = await openChart(context, demo, 'Ada Sampleton');
  const opened = context.waitForEvent('page');
  await app.getByRole('link', { name: 'Open in a new window' }).click();
  const own = await opened;
  await expect(own.getByRole('heading', { level: 1 })).toContainText('minutes');
  await expect(own.getByRole('banner')).toContainText('Ada Sampleton');
});

test('the EHR’s menu opens the app in a window of its own', async ({ clinic, demo }) => {
  const { page } = await openChart(clinic, demo, 'Ada Sampleton');
  await page.getByText('Open…').click();
  const opened = clinic.waitForEvent('page');
  await page.getByRole('button', { name: /new window/ }).click();
  const own = await opened;
  await expect(own.getByRole('heading', { level: 1 })).toContainText('Eligible');
});

test('a launch from a server that is not on the list stops with its host in plain text, and asks it nothing', async ({ clinic, demo }) => {
  const asked: string[] = [];
  clinic.on('request', (request) => asked.push(new URL(request.url()).host));
  const page = await clinic.newPage();
  await page.goto(`${demo.appOrigin}/launch.html?iss=https%3A%2F%2Fehr.attacker.example%2Ffhir&launch=x`);
  await expect(page.getByRole('heading', { name: 'This server is not on the list' })).toBeVisible();
  await expect(page.getByText('ehr.attacker.example')).toBeVisible();
  expect(asked.filter((host) => host.includes('attacker'))).toEqual([]);
});

test('opened without a launch, the app says where it opens from', async ({ clinic, demo }) => {
  const page = await clinic.newPage();
  await page.goto(demo.appOrigin);
  await expect(page.getByRole('heading', { name: 'No chart is open' })).toBeVisible();
});
