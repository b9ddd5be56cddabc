/** Name as shown, and the same in the letters of an e-mail address. */
export type Name = {readonly shown: string; readonly plain: string};

const names = (list: string): readonly Name[] =>
  list.split(' ').map(entry => {
    const [shown = entry, plain = shown] = entry.split('=');
    return {shown, plain: plain.toLowerCase()};
  });

/** First names; the part after "=" is the Latin spelling. */
export const FIRST_NAMES: readonly Name[] = names(
  'Noor Paulo Amélie=Amelie Jürgen=Jurgen Saoirse Kwame Ngozi Łukasz=Lukasz Zoë=Zoe Ibrahim Priya Mateo Ingrid Søren=Soren Fatima Olu Chiara Tomás=Tomas ' +
    'Hélène=Helene Dmitri Ayşe=Ayse Björk=Bjork Rafael Mei Kenji Thandiwe Siobhan Yusuf Élodie=Elodie Marek Lucía=Lucia Anders Leila Jamal Agnieszka ' +
    'Václav=Vaclav Nadia Oscar Freya Rui Camille Baptiste Wanjiru Hana Emeka Sofía=Sofia Théo=Theo Ravi Greta Aoife Kofi Marguerite Elif Samir',
);

/** Last names, likewise. */
export const LAST_NAMES: readonly Name[] = names(
  'Haddad Reis Lefèvre=Lefevre Müller=Muller Murphy Mensah Okafor Kowalczyk Novák=Novak Rahman Sharma García=Garcia Lindqvist Østergaard=Ostergaard ' +
    'Rossi Peña=Pena Dubois Volkov Yılmaz=Yilmaz Guðmundsson=Gudmundsson Silva Chen Tanaka Dlamini Byrne Demir Moreau Zieliński=Zielinski Fernández=Fernandez ' +
    'Berg Karimi Washington Nagy Svoboda Haddou Lindgren Costa Girard Kamau Suzuki Eze Torres Bernard Patel Schröder=Schroder Walsh Asante Öztürk=Ozturk ' +
    'Benali Nguyễn=Nguyen Hughes Côté=Cote Papadopoulos Ferreira',
);

/** Whole names in wide characters; they keep tables honest about column widths. */
export const WIDE_NAMES: readonly {readonly first: Name; readonly last: Name}[] = [
  {first: {shown: '美咲', plain: 'misaki'}, last: {shown: '山田', plain: 'yamada'}},
  {first: {shown: '지훈', plain: 'jihoon'}, last: {shown: '김', plain: 'kim'}},
  {first: {shown: '伟', plain: 'wei'}, last: {shown: '王', plain: 'wang'}},
];
