import { error, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { execute } from '../graphql/execute.ts';
import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { ownerOf, type Owner } from '../members/owner.ts';

const profileQuery = graphql(`
  query Profile($id: ID!) {
    member(id: $id) {
      id
      name
      kind
      country {
        code
        name
      }
      timeZone {
        name
      }
      languages {
        language {
          code
          name
        }
        level
      }
      interprets {
        from {
          code
          name
        }
        to {
          code
          name
        }
      }
      relays
      offers {
        topic {
          id
          key
          name
        }
        level
        formats
        note
      }
      needs {
        topic {
          id
          key
          name
        }
        priority
        levelWanted
        formats
        note
      }
      themes {
        id
        key
        name
      }
      workingGroups {
        key
        name
      }
      genderFocus
      atRisk
      notes
      availability {
        paused
        confirmedOn
        capacity
        workFrom
        workTo
      }
      visibility
      consents {
        field
        audience
        useForMatching
      }
      withheld
      viewerCanEdit
    }
  }
`);

export type Profile = NonNullable<ResultOf<typeof profileQuery>['member']>;

/** The profile that a page is about, for somebody who may change it. */
export async function loadProfile(
  event: RequestEvent,
): Promise<{ owner: Owner; profile: Profile }> {
  const owner = await ownerOf(event);
  if (!owner) redirect(303, `/${event.locals.locale}/profile`);
  const { member } = await execute(event, profileQuery, { id: owner.id });
  if (!member) error(404, 'No such member');
  if (!member.viewerCanEdit) error(403, 'The profile of another member');
  return { owner, profile: member };
}

/** The parts of a profile that have a page of their own, in their order. */
export const sections = [
  'availability',
  'offers',
  'needs',
  'languages',
  'themes',
  'about',
  'time',
  'visibility',
] as const;
export type Section = (typeof sections)[number];

/** The fields that a page changes; who may not see all of them cannot, but for `about`. */
const fields: Record<Section, Profile['withheld']> = {
  availability: ['AVAILABILITY'],
  offers: ['OFFERS'],
  needs: ['NEEDS'],
  languages: ['LANGUAGES'],
  themes: ['THEMES'],
  about: ['NAME', 'KIND', 'COUNTRY', 'WORKING_GROUPS', 'GENDER_FOCUS', 'NOTES'],
  time: ['AVAILABILITY', 'TIME_ZONE'],
  visibility: [],
};

/**
 * Whether a member keeps a part to itself, even from the secretariat that acts for it: changing
 * what one does not see would overwrite it. `about` leaves out single fields instead.
 */
export function isWithheld({ withheld }: Pick<Profile, 'withheld'>, section: Section): boolean {
  const hidden = fields[section].filter((field) => withheld.includes(field));
  return section === 'about' ? hidden.length === fields.about.length : hidden.length > 0;
}

/** The profile, for the page that changes this part of it. */
export async function loadSection(event: RequestEvent, section: Section) {
  const loaded = await loadProfile(event);
  if (isWithheld(loaded.profile, section)) error(403, 'Kept from the secretariat');
  return loaded;
}

/** What somebody just did, which the page after it confirms. */
export const deeds = ['saved', 'added', 'removed', 'confirmed', 'paused'] as const;

/** Goes on to a page of the profile, which says what was done. */
export function goOn(owner: Owner, page: '' | `/${string}`, done: (typeof deeds)[number]): never {
  redirect(303, `${owner.base}/profile${page}?done=${done}`);
}
