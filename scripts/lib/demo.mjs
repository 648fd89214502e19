// Gives a fresh house something to claim, through the doors as a merchant would: stores, staff, WeChat apps, a published
// card and codes. Arguments: folder of the data, ports of sandbox, admin-api and wx-api; the owner's password is in
// KABAO_OWNER_PASSWORD. What was made is noted in demo.json, so that a start cut short is gone on with, data of somebody's
// own is left alone, and the sandbox, which forgets, is told the same again. Prints where cards can be claimed.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { caller, refusedWith } from "./demo-call.mjs";
import { oneTimePassword } from "./demo-device.mjs";
import { APPS, CODES, ORGANIZATIONS, PEOPLE, STAFF, STORES, settings, template } from "./demo-shop.mjs";

const [folder, sandboxPort, adminPort, wxPort] = process.argv.slice(2);
const sandbox = caller(sandboxPort);
const admin = caller(adminPort);
const customers = `http://127.0.0.1:${wxPort}`;
const noteFile = join(folder, "demo.json");
const PICTURES = "codes";

function note(state) {
  writeFileSync(`${noteFile}.new`, JSON.stringify(state, null, 2), { mode: 0o600 });
  renameSync(`${noteFile}.new`, noteFile);
  return state;
}

// Only the sandbox answers so; nothing else is ever given sample data.
async function requireSandbox() {
  const health = await sandbox.get("/sandbox/health");
  if (health.status !== "UP" || health.database !== true || health.redis !== true) {
    throw new Error("this is not the sandbox");
  }
}

async function signIn(otp) {
  const owner = { account: "owner", password: process.env.KABAO_OWNER_PASSWORD, otp };
  admin.token = null;
  admin.token = (await admin.post("/admin/sessions", owner)).token;
}

// A start that was cut short may have left the owner with a second factor of ours.
async function signInAgain(state) {
  try {
    await signIn();
  } catch (error) {
    if (!state.totp || !refusedWith(error, 401)) {
      throw error;
    }
    await signIn(oneTimePassword(state.totp, 0));
  }
}

const characters = (count) => randomBytes(2 * count).toString("base64").replace(/[^A-Za-z0-9]/g, "").slice(0, count);

// A house where somebody has begun to work, or whose owner we don't know, is none of ours.
async function begin() {
  if (!process.env.KABAO_OWNER_PASSWORD) {
    return note({ stage: "NONE" });
  }
  try {
    await signIn();
  } catch (error) {
    if (refusedWith(error, 401)) {
      return note({ stage: "NONE" });
    }
    throw error;
  }
  const taken = (await admin.all("/admin/wechat-apps")).length + (await admin.all("/admin/card-templates")).length;
  return note(
    taken > 0
      ? { stage: "NONE" }
      : { stage: "BEGUN", secrets: Object.fromEntries(APPS.map((app) => [app.appId, secretsOf(app)])) },
  );
}

// An EncodingAESKey is Base64 of 32 bytes without its "=", so that two bits of its last character are zero.
const aesKey = () => characters(42) + "AEIMQUYcgkosw048"[randomBytes(1)[0] % 16];

function secretsOf(app) {
  const secret = { secret: characters(32) };
  return app.kind === "OFFICIAL_ACCOUNT" ? { ...secret, token: characters(16), aesKey: aesKey() } : secret;
}

// What WeChat's console and the world outside know.
async function playOutside(state) {
  for (const app of APPS) {
    const pushed = app.kind === "OFFICIAL_ACCOUNT" ? { callbackUrl: `${customers}/wx/callbacks/${app.appId}`, safe: true } : {};
    await sandbox.post("/sandbox/apps", {
      appId: app.appId,
      kind: app.kind,
      name: app.name,
      originalId: app.originalId,
      openPlatformId: app.openPlatformId,
      pages: app.pagePath ? [app.pagePath] : null,
      tokenFetches: 20,
      ...state.secrets[app.appId],
      ...pushed,
    });
  }
  for (const person of PEOPLE) {
    await sandbox.post("/sandbox/people", person);
  }
}

// Secrets ask for a second factor that was just proved; the owner has one for as long as that takes, and what it is made of
// is noted before it counts.
async function registerApps(state) {
  const known = (await admin.all("/admin/wechat-apps")).map((app) => app.appId);
  const missing = APPS.filter((app) => !known.includes(app.appId));
  const { secondFactor } = await admin.get("/admin/me");
  if (missing.length === 0 && !secondFactor) {
    return;
  }
  let secret = state.totp;
  if (!secondFactor) {
    ({ secret } = await admin.post("/admin/me/totp", {}));
    note({ ...state, totp: secret });
    await admin.post("/admin/me/totp/confirmation", { otp: oneTimePassword(secret, 0) });
  }
  // One password counts once, and the next one counts already.
  await admin.post("/admin/sessions/step-up", { otp: oneTimePassword(secret, 1) });
  for (const app of missing) {
    await admin.post("/admin/wechat-apps", { ...app, ...state.secrets[app.appId] });
  }
  await admin.delete("/admin/me/totp");
  await signIn();
}

// The thing of a list that is the same by one field, or a new one.
async function findOrAdd(path, field, wanted) {
  const there = (await admin.all(path)).find((each) => each[field] === wanted[field]);
  return there ?? (await admin.post(path, wanted));
}

async function openShop(state) {
  const ids = {};
  for (const name of ORGANIZATIONS) {
    ids[name] = (await findOrAdd("/admin/organizations", "name", { name })).id;
  }
  for (const { organization, ...store } of STORES) {
    ids[store.name] = (await findOrAdd("/admin/stores", "name", { ...store, organizationId: ids[organization] })).id;
  }
  for (const { organization, store, ...person } of STAFF) {
    const place = store ? { storeId: ids[store] } : { organizationId: ids[organization] };
    ids[person.name] = (await findOrAdd("/admin/staff", "employeeNumber", { ...person, ...place })).id;
  }
  await registerApps(state);
  const card = await findOrAdd("/admin/card-templates", "name", template(`http://127.0.0.1:${sandboxPort}`));
  await admin.post(`/admin/card-templates/${card.id}/publication`, {});
  const merchant = await admin.get("/admin/merchant");
  if (merchant.defaultTemplateId === null) {
    await admin.put("/admin/merchant", settings(merchant, card.id));
  }
  return { ...ids, template: card.id };
}

// One code for each channel that a merchant makes, two for stores and staff, and the picture of each.
async function demoCodes(ids) {
  const made = [];
  mkdirSync(join(folder, PICTURES), { recursive: true });
  for (const { store, staff, ...code } of CODES) {
    const place = store ? { storeId: ids[store] } : staff ? { staffId: ids[staff] } : {};
    const { id, scene } = await findOrAdd("/admin/claim-codes", "name", { ...code, templateId: ids.template, ...place });
    const carrier = code.channel === "OFFICIAL_ACCOUNT" ? "OFFICIAL_ACCOUNT" : "MINI_PROGRAM";
    const picture = await admin.bytes(`/admin/claim-codes/${id}/image?carrier=${carrier}`);
    writeFileSync(join(folder, PICTURES, `${code.name}.png`), picture);
    made.push({ name: code.name, scene });
  }
  return made;
}

function tell(codes) {
  console.log(`a phone to hold     http://127.0.0.1:${sandboxPort}/phone`);
  console.log("cards to claim      by these links, opened or scanned with the phone:");
  for (const code of codes) {
    console.log(`                    ${customers}/m/claim/${code.scene}  ${code.name}`);
  }
  console.log(`                    or as pictures to scan, in ${join(folder, PICTURES)}`);
}

async function main() {
  await requireSandbox();
  let state = existsSync(noteFile) ? JSON.parse(readFileSync(noteFile, "utf8")) : await begin();
  if (state.stage === "NONE") {
    return;
  }
  await playOutside(state);
  if (state.stage === "BEGUN") {
    if (!admin.token) {
      await signInAgain(state);
    }
    const ids = await openShop(state);
    state = note({ ...state, stage: "DONE", codes: await demoCodes(ids) });
  }
  tell(state.codes);
}

// At the end nobody stays signed in, whatever came between.
main()
  .finally(() => (admin.token ? admin.delete("/admin/sessions") : null))
  .catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
