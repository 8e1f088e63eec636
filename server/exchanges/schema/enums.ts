import { builder } from '../../schema/builder.ts';

function described<const T extends Record<string, string>>(values: T) {
  return Object.fromEntries(
    Object.entries(values).map(([name, description]) => [name, { value: name, description }]),
  ) as { [K in keyof T & string]: { value: K; description: string } };
}

export const ExchangeKindType = builder.enumType('ExchangeKind', {
  description: 'Who learns from whom.',
  values: described({
    TWO_WAY: 'Two members, each from the other.',
    ONE_WAY: 'Two members, one from the other.',
    CIRCLE: 'Three or four members, each from the one before.',
    GROUP: 'Several members from one host.',
    JOINT: 'Two members work together on the same topic.',
  }),
});

export const ExchangeStateType = builder.enumType('ExchangeState', {
  description: 'How far an exchange has come.',
  values: described({
    REQUESTED: 'It waits for the answer of those that were asked.',
    ACCEPTED: 'All have accepted; the learning agreement is next.',
    DECLINED: 'Somebody that was asked declined.',
    EXPIRED: 'It ended in silence.',
    IN_REVIEW: 'The secretariat looks at it.',
    AGREED: 'All parties signed the learning agreement.',
    ACTIVE: 'It is under way.',
    ON_HOLD: 'It rests for a while.',
    COMPLETED: 'All parties say that it is complete.',
    CLOSED: 'The secretariat closed it after the last follow-up.',
    WITHDRAWN: 'Who asked took the request back.',
    CANCELLED: 'A party or the secretariat ended it.',
    STOPPED_FOR_SAFETY: 'It was stopped because somebody might have come to harm.',
  }),
});

export const ExchangeProposerType = builder.enumType('ExchangeProposer', {
  description: 'Who brought the parties together.',
  values: described({
    MEMBER: 'One of them asked the others.',
    SECRETARIAT: 'The secretariat proposed it.',
    ROUND: 'A round of the matching proposed it.',
  }),
});

export const ExchangeActionType = builder.enumType('ExchangeAction', {
  description: 'What can be done with an exchange.',
  values: described({
    REQUEST: 'Ask for it.',
    INVITE: 'Invite more members to a group.',
    ACCEPT: 'Say yes.',
    DECLINE: 'Say no.',
    WITHDRAW: 'Take the request back.',
    REVIEW: 'Decide whether it can go on; for the secretariat.',
    DRAFT_AGREEMENT: 'Write or change the learning agreement.',
    SIGN_AGREEMENT: 'Sign the learning agreement.',
    START: 'Begin.',
    HOLD: 'Let it rest.',
    RESUME: 'Go on after a rest.',
    LOG_SESSION: 'Plan, move or note a session.',
    COMPLETE: 'Say that it is complete.',
    CANCEL: 'End it early; a learner leaves a group, which goes on.',
    STOP_FOR_SAFETY: 'Stop it at once because somebody might come to harm.',
    CLOSE: 'Close it for good; for the secretariat.',
    EXPIRE: 'Ends in silence; nobody does it.',
    SEND_MESSAGE: 'Write to the others.',
    PROPOSE_TIMES: 'Propose times for a session.',
    ANSWER_TIMES: 'Say which proposed times fit.',
    SUBMIT_FOLLOW_UP: 'Answer a follow-up.',
    PUBLISH_LEARNING_NOTE: 'Write or publish a learning note.',
  }),
});

export const PartyAnswerType = builder.enumType('PartyAnswer', {
  description: 'What a party said.',
  values: described({
    PENDING: 'It has not answered.',
    ACCEPTED: 'Yes; or it asked itself.',
    DECLINED: 'No; or it left a group.',
    EXPIRED: 'Nothing, until it was too late.',
  }),
});

export const DeclineReasonType = builder.enumType('DeclineReason', {
  description: 'Why a request is declined.',
  values: described({
    NO_TIME: 'There is no time at present.',
    NOT_A_PRIORITY: 'Other things matter more at present.',
    DOES_NOT_FIT: 'It is not what the member looks for.',
    ALREADY_IN_TOUCH: 'They are in touch another way.',
    NO_COMMON_LANGUAGE: 'They have no language in common.',
    OTHER: 'Another reason.',
  }),
});

export const OutcomeTypeType = builder.enumType('OutcomeType', {
  description: 'What is hoped for (World Bank, The Art of Knowledge Exchange).',
  values: described({
    NEW_KNOWLEDGE: 'To know something new.',
    ENHANCED_SKILL: 'To be able to do something better.',
    IMPROVED_CONSENSUS: 'To agree more on something.',
    ENHANCED_CONNECTIVITY: 'To be better connected.',
    NEW_AND_IMPROVED_ACTIONS: 'To do something new, or better.',
  }),
});

export const OutcomeVerdictType = builder.enumType('OutcomeVerdict', {
  description: 'Whether the outcome that was hoped for came about.',
  values: described({
    REACHED: 'Yes.',
    PARTLY: 'In part.',
    NOT_REACHED: 'No.',
    TOO_EARLY: 'It is too early to say.',
  }),
});

export const ReviewReasonType = builder.enumType('ReviewReason', {
  description: 'What the secretariat has to look at.',
  values: described({
    INTERPRETATION: 'The parties share no language well enough, and no member interprets.',
    MONEY: 'It costs something, or somebody travels.',
    SAFETY: 'A party is at risk, or two of them must never be introduced.',
  }),
});

export const ReviewDecisionType = builder.enumType('ReviewDecision', {
  description: 'What the secretariat decides.',
  values: described({
    APPROVE: 'It can go on.',
    ASK_FOR_CHANGES: 'The parties have to change the learning agreement.',
    REFUSE: 'It does not take place.',
  }),
});

export const ActorKindType = builder.enumType('ActorKind', {
  description: 'On whose part something was done.',
  values: described({
    MEMBER: 'A party did it.',
    SECRETARIAT: 'The secretariat did it, on behalf of the party that is named, or by itself.',
    SYSTEM: 'It happened by itself.',
  }),
});
