def test_each_language_has_its_home_page_at_its_own_address(tree, client):
    for code, path in (("fr", "/"), ("en", "/en/"), ("ar", "/ar/")):
        answer = client.get(path)
        assert answer.status_code == 200
        assert tree.home[code].title in answer.content.decode()
