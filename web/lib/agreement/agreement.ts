import { graphql, type ResultOf } from '../graphql/graphql.ts';

/** One version of what the parties agree on, with who signed it. */
export const agreementFragment = graphql(`
  fragment Agreement on LearningAgreement {
    version
    at
    objectives
    outcome
    formats
    roles
    startsOn
    endsOn
    languages {
      code
      name
    }
    interpretation
    interpreter {
      id
      name
    }
    interpreters
    safety
    money
    author {
      id
      name
    }
    signatures {
      version
      at
      current
      member {
        id
        name
      }
    }
  }
`);

export type Agreement = ResultOf<typeof agreementFragment>;

/** What is different since a party last signed. */
export const changeFragment = graphql(`
  fragment AgreementChange on AgreementChange {
    field
    label
    before
    after
  }
`);

export type AgreementChange = ResultOf<typeof changeFragment>;
