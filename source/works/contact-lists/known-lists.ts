import {z} from 'zod';

const exported = z.object({
  contact_lists: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      contacts: z
        .array(z.object({id: z.int().nullish(), name: z.string().nullish(), phone_number: z.string().nullish()}))
        .catch([]),
    }),
  ),
});

/** An entry of a contact list; its id where it is known. */
export type KnownEntry = {readonly id: number | null; readonly name: string; readonly phoneNumber: string};

/** A contact list as far as it is known. */
export type KnownList = {readonly id: number; readonly name: string; readonly entries: readonly KnownEntry[]};

/**
 * The contact lists of an export of the queue settings: the one place where the API tells them. Null when `body` is no
 * such export in JSON. Ids of entries are not told there by every tenant.
 */
export function listsOfExport(body: Buffer): readonly KnownList[] | null {
  let json: unknown;
  try {
    json = JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
  const read = exported.safeParse(json);
  if (!read.success) return null;
  return read.data.contact_lists.map(({id, name, contacts}) => ({
    id,
    name,
    entries: contacts.map(entry => ({
      id: entry.id ?? null,
      name: entry.name ?? '',
      phoneNumber: entry.phone_number ?? '',
    })),
  }));
}
