// What this browser remembers: the people it made, who holds the phone, and what each has read.

const PEOPLE = 'kabao.phone.people';
const HOLDER = 'kabao.phone.holder';
const READ = 'kabao.phone.read';
const PEOPLE_KEPT = 20;
const COOKIE = 'sandbox_person';

function recall(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

const keep = (key, value) => localStorage.setItem(key, JSON.stringify(value));

/** The people this browser knows, the newest first. */
export const knownPeople = () => recall(PEOPLE, []);

/** Who held the phone last; null: nobody. */
export function lastHolder() {
  const id = recall(HOLDER, null);
  return knownPeople().find((person) => person.id === id) ?? null;
}

/** From now on this person holds the phone, here and on WeChat's page that signs in by the cookie. */
export function holdBy({ id, phone, nickname }) {
  const others = knownPeople().filter((person) => person.id !== id);
  keep(PEOPLE, [{ id, phone, nickname }, ...others].slice(0, PEOPLE_KEPT));
  keep(HOLDER, id);
  document.cookie = `${COOKIE}=${id}; path=/; SameSite=Lax`;
}

/** Until when the person has read what came from there. */
export function readUntil(person, from) {
  return recall(READ, {})[`${person.id}/${from}`] ?? '';
}

/** The person has read all until this time. */
export function markRead(person, from, time) {
  const read = recall(READ, {});
  if (time > (read[`${person.id}/${from}`] ?? '')) keep(READ, { ...read, [`${person.id}/${from}`]: time });
}
