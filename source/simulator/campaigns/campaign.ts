/** Where a contact of a campaign stands. */
export type ContactStatus =
  | 'Upcoming'
  | 'Dialing'
  | 'Queued'
  | 'Connected'
  | 'Finished'
  | 'Transferred'
  | 'Transferred and Finished'
  | 'Not Picked Up'
  | 'Not Reached to Contact'
  | 'Abandoned by Contact'
  | 'Skipped'
  | 'Skipped & Closed'
  | 'Invalid Number'
  | 'Carrier Error'
  | 'Abandoned by Dialer'
  | 'Voicemail Hung Up'
  | 'Dialer General Error'
  | 'Redial Scheduled'
  | 'Do Not Call'
  | 'Invalid Outbound Number'
  | 'Blocked Phone Number';

/** Somebody a campaign calls. Times are floor time, numbers E.164. */
export type CampaignContact = {
  readonly id: number;
  readonly campaignId: number;
  readonly createdAt: number;
  name: string | null;
  email: string | null;
  phoneNumber: string;
  readonly outboundNumber: string | null;
  uniqueId: string | null;
  status: ContactStatus;
  updatedAt: number;
  callId: number | null;
  participantId: number | null;
  redials: number;
};

/** What a new contact is made of. */
export type NewCampaignContact = {
  readonly name?: string | null;
  readonly email?: string | null;
  readonly phoneNumber: string;
  readonly outboundNumber?: string | null;
  readonly uniqueId?: string | null;
};

/** A list of people to be called, and how many at a time. */
export type Campaign = {
  readonly id: number;
  readonly name: string;
  readonly lines: number;
  /** By id, oldest first. */
  readonly contacts: Map<number, CampaignContact>;
};
