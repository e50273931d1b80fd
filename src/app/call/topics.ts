import type { CallCondition, Topic } from './call.ts';

type Question = Omit<Topic, 'condition'>;

/** What belongs into every monthly call. */
const GENERAL: readonly Question[] = [
  { id: 'medicines', label: 'Medicines', ask: 'Taking every medicine as written? Any missed, stopped, new, too costly, side effects?' },
  { id: 'symptoms', label: 'Symptoms', ask: 'What is new or worse since the last call?' },
  { id: 'acute-care', label: 'ER and hospital', ask: 'Any emergency room, urgent care or hospital since the last call?' },
  { id: 'appointments', label: 'Appointments', ask: 'Which visits and tests are coming, and is there a way to get there?' },
  { id: 'help', label: 'Help at home', ask: 'Who helps, with what, and is it enough? How is the caregiver?' },
  { id: 'safety', label: 'Safety', ask: 'Any falls, a fear of falling, or a reason not to feel safe at home?' },
];

/** What to ask about a disease that counts, by its group. */
const BY_GROUP: Readonly<Record<string, readonly Question[]>> = {
  diabetes: [
    { id: 'sugar', label: 'home glucose', ask: 'Home glucose: usual range, lowest, highest? Any shakes, sweats, confusion?' },
    { id: 'feet', label: 'feet and eyes', ask: 'Feet looked at every day, any sore? Last eye exam?' },
    { id: 'food', label: 'meals', ask: 'Meals and snacks: what works, what is hard?' },
  ],
  hypertension: [
    { id: 'pressure', label: 'home blood pressure', ask: 'Home blood pressure: readings of the last two weeks?' },
    { id: 'signs', label: 'dizziness and headache', ask: 'Dizzy on standing, headaches, swollen ankles?' },
    { id: 'salt', label: 'salt', ask: 'Salt, alcohol, pain pills from the drugstore?' },
  ],
  'heart-failure': [
    { id: 'weight', label: 'daily weight', ask: 'Weighed every morning? Up 3 pounds in a day or 5 in a week?' },
    { id: 'breath', label: 'breath and swelling', ask: 'Short of breath, more pillows, swollen legs or belly?' },
    { id: 'fluid', label: 'salt and fluid', ask: 'Salt and fluid within what was agreed?' },
  ],
  copd: [
    { id: 'breath', label: 'breathing', ask: 'Breathing, cough and phlegm against a usual day? Color of the phlegm?' },
    { id: 'inhaler', label: 'inhalers', ask: 'Inhalers: which, how often, how is the rescue one used? Shown lately?' },
    { id: 'action', label: 'flare plan', ask: 'What to do on a bad day: plan and rescue medicines at hand?' },
  ],
  asthma: [
    { id: 'control', label: 'asthma control', ask: 'Nights woken, days limited, rescue inhaler in the last four weeks?' },
    { id: 'triggers', label: 'triggers', ask: 'Triggers met at home or work?' },
  ],
  'chronic-kidney-disease': [
    { id: 'pills', label: 'kidney-safe medicines', ask: 'Any ibuprofen, naproxen or contrast lately? Sick-day plan known?' },
    { id: 'water', label: 'fluid and urine', ask: 'Swelling, less urine, itching, appetite?' },
    { id: 'labs', label: 'kidney labs', ask: 'Next kidney labs and specialist visit?' },
  ],
  'ischemic-heart-disease': [
    { id: 'pain', label: 'chest pain', ask: 'Chest pain or pressure: when, how long, nitroglycerin used? Knows when to call 911?' },
    { id: 'activity', label: 'activity', ask: 'How far without symptoms? Cardiac rehab?' },
  ],
  'atrial-fibrillation': [
    { id: 'rhythm', label: 'palpitations', ask: 'Palpitations, faintness, short of breath?' },
    { id: 'bleeding', label: 'blood thinner', ask: 'Blood thinner every day? Bruises, nosebleeds, black stools?' },
  ],
  'stroke-or-tia': [
    { id: 'signs', label: 'stroke signs', ask: 'New weakness, speech or sight trouble? Knows the signs and to call 911?' },
    { id: 'recovery', label: 'recovery', ask: 'Therapy, swallowing, mood, getting about?' },
  ],
  hyperlipidemia: [{ id: 'statin', label: 'statin', ask: 'Statin every day? Muscle pain? Last lipid panel?' }],
  'depression-or-bipolar-disorder': [
    { id: 'mood', label: 'mood', ask: 'Mood, sleep, interest in the last two weeks? PHQ-2 due?' },
    {
      id: 'harm',
      label: 'thoughts of harm',
      ask: 'Any thought of being better off dead or of harming oneself? If yes: stay on the line, 988, clinician now.',
    },
    { id: 'care', label: 'mental health care', ask: 'Therapy visits kept, medicine taken, who to turn to?' },
  ],
  'anxiety-disorder': [{ id: 'worry', label: 'worry', ask: 'Worry and panic: how often, what helps? GAD-2 due?' }],
  dementia: [
    { id: 'change', label: 'memory and behavior', ask: 'Caregiver’s view: memory, behavior, sleep, wandering?' },
    { id: 'safe', label: 'home safety', ask: 'Stove, driving, medicines, money: who watches over them?' },
    { id: 'respite', label: 'caregiver', ask: 'Caregiver’s own health and time off?' },
  ],
  arthritis: [
    { id: 'pain', label: 'joint pain', ask: 'Joint pain 0 to 10, stiffness in the morning, what it keeps from doing?' },
    { id: 'moving', label: 'moving', ask: 'Exercise, therapy, aids that help?' },
  ],
  'chronic-pain-and-fatigue': [
    { id: 'pain', label: 'pain', ask: 'Pain 0 to 10, enjoyment and activity kept by it?' },
    { id: 'opioid', label: 'pain medicines', ask: 'Pain medicines: how many a day, locked up, naloxone at home, bowels?' },
  ],
  osteoporosis: [{ id: 'bone', label: 'bone health', ask: 'Bone medicine taken rightly, calcium and vitamin D, falls?' }],
  'parkinsons-disease': [{ id: 'moving', label: 'movement', ask: 'Off times, freezing, falls, swallowing, medicine on the clock?' }],
  epilepsy: [{ id: 'seizures', label: 'seizures', ask: 'Seizures since the last call, missed doses, driving?' }],
  'multiple-sclerosis': [{ id: 'relapse', label: 'relapse', ask: 'New weakness, numbness, sight or bladder trouble?' }],
  hypothyroidism: [{ id: 'thyroid', label: 'thyroid', ask: 'Tablet on an empty stomach, energy, weight, last TSH?' }],
  'overweight-or-obesity': [{ id: 'weight', label: 'weight', ask: 'Weight, food, movement: one small step for this month?' }],
  'liver-disease': [{ id: 'liver', label: 'liver', ask: 'Swelling, confusion, bleeding, alcohol, acetaminophen?' }],
  'peripheral-vascular-disease': [{ id: 'legs', label: 'legs', ask: 'Leg pain on walking, cold foot, sores?' }],
  'tobacco-use': [{ id: 'smoking', label: 'tobacco', ask: 'How many a day, ready to set a date, help wanted?' }],
  anemia: [{ id: 'anemia', label: 'anemia', ask: 'Tired, short of breath, bleeding, iron taken and tolerated?' }],
  'benign-prostatic-hyperplasia': [{ id: 'urine', label: 'urine', ask: 'Stream, nights up, cold medicines taken?' }],
  'visual-impairment': [{ id: 'sight', label: 'sight', ask: 'Reads labels and letters how? Aids and rides?' }],
  MUS033: [{ id: 'gout', label: 'gout', ask: 'Attacks since the last call, daily medicine taken, food and drink that set it off?' }],
  DIG004: [{ id: 'reflux', label: 'reflux', ask: 'Heartburn, trouble swallowing, weight lost?' }],
  NVS015: [{ id: 'nerves', label: 'numbness', ask: 'Numb or burning feet, balance, sores unnoticed?' }],
  NVS016: [{ id: 'sleep', label: 'sleep', ask: 'Hours slept, machine used, sleepy by day?' }],
};

export interface TopicGroup {
  readonly title: string;
  readonly topics: readonly Topic[];
}

/** The checklist of a call: what belongs into every one, then what each counted condition asks for. */
export function topicGroups(conditions: readonly CallCondition[]): readonly TopicGroup[] {
  return [{ title: 'Every call', topics: GENERAL }, ...conditions.map(aboutCondition)];
}

function aboutCondition({ reference, group, name }: CallCondition): TopicGroup {
  const questions = (group === undefined ? undefined : BY_GROUP[group]) ?? [
    { id: 'course', label: 'course', ask: `Better, the same or worse since the last call? What is hardest about it?` },
  ];
  return {
    title: name,
    topics: questions.map(({ id, label, ask }) => ({
      id: `${group ?? reference} ${id}`,
      label: `${name}, ${label}`,
      ask,
      condition: reference,
    })),
  };
}
