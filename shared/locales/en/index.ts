import browser from './browser.ts';
import common from './common.ts';
import frame from './frame.ts';
import start from './start.ts';
import workspace from './workspace.ts';
import jobs from './jobs.ts';
import errors from './errors.ts';
import dictionary from './dictionary.ts';
import dictionaryUi from './dictionaryUi.ts';
import sources from './sources.ts';
import customers from './customers.ts';
import features from './features.ts';
import segments from './segments.ts';
import personas from './personas.ts';
import recipes from './recipes.ts';
import edits from './edits.ts';
import shell from './shell.ts';
import charts from './charts.ts';
import segmentsUi from './segmentsUi.ts';
import sourcesUi from './sourcesUi.ts';
import customersUi from './customersUi.ts';
import personasUi from './personasUi.ts';
import cleaning from './cleaning.ts';
import cleaningUi from './cleaningUi.ts';
import identity from './identity.ts';
import identityUi from './identityUi.ts';
import derive from './derive.ts';
import notes from './notes.ts';
import notesUi from './notesUi.ts';
import explore from './explore.ts';
import exploreUi from './exploreUi.ts';
import privacy from './privacy.ts';
import kinds from './kinds.ts';
import customerUi from './customerUi.ts';

/** Messages by namespace. */
export default {
  browser,
  common,
  frame,
  start,
  workspace,
  jobs,
  errors,
  dictionary,
  dictionaryUi,
  sources,
  customers,
  features,
  segments,
  personas,
  recipes,
  edits,
  shell,
  charts,
  segmentsUi,
  sourcesUi,
  customersUi,
  personasUi,
  cleaning,
  cleaningUi,
  identity,
  identityUi,
  derive,
  notes,
  notesUi,
  explore,
  exploreUi,
  kinds,
  privacy,
  customerUi,
};
