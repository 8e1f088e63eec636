import { builder } from '../../schema/builder.ts';

/** Each value is described: an enumeration is read by people who write scripts. */
function described<const T extends Record<string, string>>(values: T) {
  return Object.fromEntries(
    Object.entries(values).map(([name, description]) => [name, { value: name, description }]),
  ) as {
    [K in keyof T & string]: { value: K; description: string };
  };
}

export const MemberKindType = builder.enumType('MemberKind', {
  description: 'What sort of member it is.',
  values: described({
    GRASSROOTS_GROUP: 'A group of people organised where they live or work.',
    SOCIAL_MOVEMENT: 'A movement of many groups.',
    NGO: 'A non-governmental organisation.',
    LEGAL_CENTRE: 'An organisation that works mainly through law.',
    ACADEMIC: 'A university, an institute or a researcher’s group.',
    COALITION: 'An alliance of organisations.',
    INDIVIDUAL: 'An individual advocate.',
  }),
});

export const AudienceType = builder.enumType('Audience', {
  description: 'Who may see something. Each audience includes those before it.',
  values: described({
    SELF: 'The member itself.',
    SECRETARIAT: 'The secretariat too.',
    COUNTERPART: 'The other party too, once an exchange is accepted.',
    MEMBERS: 'All members too.',
    PARTNERS: 'Partners with a key too.',
  }),
});

export const MemberFieldType = builder.enumType('MemberField', {
  description: 'A part of a profile whose audience the member decides.',
  values: described({
    NAME: 'The name and the network’s own reference; withheld, a stable pseudonym stands for the name.',
    KIND: 'The kind.',
    COUNTRY: 'The country.',
    TIME_ZONE: 'The time zone; shown to members at most.',
    LANGUAGES: 'The languages and their levels.',
    OFFERS: 'What it offers.',
    NEEDS: 'What it needs.',
    THEMES: 'What it works on.',
    WORKING_GROUPS: 'The working groups that it is in.',
    INTERPRETS: 'The languages between which it interprets for others.',
    JOINED_ON: 'When it joined the network.',
    GENDER_FOCUS: 'Whether its work centres on gender.',
    AVAILABILITY:
      'Whether it is available, its hours and how many exchanges it takes; shown to members at most.',
    NOTES: 'Its notes for the other party of an exchange.',
    CONTACT: 'The e-mail addresses of its representatives.',
    AT_RISK: 'Whether it is at risk.',
  }),
});

export const LanguageLevelType = builder.enumType('LanguageLevel', {
  description: 'How well a language is known, as in the Common European Framework.',
  values: described({
    A1: 'A few words.',
    A2: 'Simple everyday talk.',
    B1: 'Gets along in most situations.',
    B2: 'Works in it with some effort.',
    C1: 'Works in it with ease.',
    C2: 'Masters it.',
    NATIVE: 'Grew up with it.',
  }),
});

export const OfferLevelType = builder.enumType('OfferLevel', {
  description: 'How far the knowledge goes.',
  values: described({
    BASIC: 'Has learned it.',
    PRACTISED: 'Has done it more than once.',
    EXPERT: 'Has done it for years, and taught it.',
  }),
});

export const PriorityType = builder.enumType('Priority', {
  description: 'How much a need matters now.',
  values: described({ HIGH: 'Matters most.', NORMAL: 'Matters.', LOW: 'Would be welcome.' }),
});

export const ExchangeFormatType = builder.enumType('ExchangeFormat', {
  description: 'How an exchange can take place.',
  values: described({
    ONLINE: 'Calls and video.',
    VISIT: 'One visits the other.',
    WORKSHOP: 'A workshop for several people.',
    MENTORING: 'Regular talks over months.',
    DOCUMENTS: 'Sharing and commenting documents.',
  }),
});
