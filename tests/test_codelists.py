from consortium.codelists import CODELISTS, IATI


def test_iati_numbers_belong_to_codes_of_their_list():
    for name, numbers in IATI.items():
        assert set(numbers) <= set(CODELISTS[name].values), name


def test_codes_are_words_that_fit_a_url():
    for name, codes in CODELISTS.items():
        for code in codes.values:
            assert str(code).replace("_", "").replace("-", "").isalnum(), (name, code)
