import { campaignText } from '../fixtures/generators/campaign.ts';
import { hasData, realFile } from './data.ts';
import { madeFile } from './made.ts';

/** The made-up campaign: 2,240 customers. */
export const CAMPAIGN = madeFile('campaign.csv', campaignText());

/** Campaigns with the same faults: made up, and real where real files are. */
export const CAMPAIGNS: readonly { readonly what: string; readonly path: string }[] = [
  { what: 'made up', path: CAMPAIGN },
  ...(hasData ? [{ what: 'real', path: realFile('customer_personality', 'marketing_campaign.csv') }] : []),
];
